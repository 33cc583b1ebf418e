"""How hard an English text is to read, from the lengths of its sentences and words."""

import re

# A word has as many syllables as runs of vowels, but for what nobody hears and for vowels that are said one by one.
_SILENT = re.compile(
    r"""(?<=[^aeiouy])(?<![bcdfgkptz]l)(?:                          # not in "little", "settled"
        e(?=(?:ful|less|ness|thing|time|(?<!le)ment)s?$)            # careful, sometimes
        | (?:e | (?<![dt])ed | (?<![cgsxz])(?<![cs]h)es)(?=$|'|ly$) # take, called, takes, lately; not "needed", "doses"
    )
    | (?<=ic)al(?=ly$)                                              # basically""",
    re.VERBOSE,
)
_APART = re.compile(
    r"""(?<![cgnst])ia | (?<![cglnst])io | [cnst]iat | (?<![cst])ien | i(?:um|et)  # trial, opioid; not "special"
    | [^gq]u(?:al|ou|ity) | [aeouy]ing | [ao]y[aeo] | idea | creat | fluid | suici # usual, doing, royal
    | [ds]n't | sms?$ | ^h?ours?$                                                  # didn't, spasm, hour""",
    re.VERBOSE,
)
MIN_WORDS_OF_SENTENCE = 3


def syllables(word: str) -> int:
    """How many syllables an English word in small letters has, by its spelling; one at least."""
    return max(1, len(re.findall("[aeiouy]+", _SILENT.sub("", word))) + len(_APART.findall(word)))


def flesch_kincaid_grade(text: str) -> float:
    """The US school grade that a text needs, by the formula of Kincaid et al. (1975); 0 where there are no words.

    A line's end ends a sentence. What has fewer than three words is no sentence, but its words count.
    """
    sentences = [_words(sentence) for sentence in re.split(r"[.!?]+|\n", text)]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    whole = sum(len(sentence) >= MIN_WORDS_OF_SENTENCE for sentence in sentences)
    return 0.39 * len(words) / max(1, whole) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def _words(sentence: str) -> list[str]:
    """Words as they are said: "don't" and "add-on" are one each."""
    spelled = [re.sub(r"[^\w']", "", word) for word in sentence.lower().replace("’", "'").split()]
    return [word for word in spelled if word]
