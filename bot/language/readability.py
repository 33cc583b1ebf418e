"""How hard an English or a Spanish text is to read, from the lengths of its sentences and words."""

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
# In Spanish each strong vowel is a syllable, and a weak one with an accent or with no strong one beside it.
_NUCLEI = re.compile(r"[aeoáéó]|[íú]|(?<![aeoáéóíú])[iuüy]+(?![aeoáéóíú])(?<![^aeiouáéíóúü]y)|^y$")


def syllables(word: str) -> int:
    """How many syllables an English word in small letters has, by its spelling; one at least."""
    return max(1, len(re.findall("[aeiouy]+", _SILENT.sub("", word))) + len(_APART.findall(word)))


def spanish_syllables(word: str) -> int:
    """How many syllables a Spanish word in small letters has; one at least."""
    return max(1, len(_NUCLEI.findall(re.sub(r"(?<=[qg])u(?=[eiéí])", "", word))))


def fernandez_huerta(text: str) -> float:
    """How easy a Spanish text is to read, by the formula of Fernández Huerta (1959); 100 where there are no words.

    Sentences are as for Flesch-Kincaid.
    """
    words, sentences = _counted(text)
    if not words:
        return 100.0
    return 206.84 - 60 * sum(map(spanish_syllables, words)) / len(words) - 1.02 * len(words) / max(1, sentences)


def flesch_kincaid_grade(text: str) -> float:
    """The US school grade that a text needs, by the formula of Kincaid et al. (1975); 0 where there are no words.

    A line's end ends a sentence. What has fewer than three words is no sentence, but its words count.
    """
    words, sentences = _counted(text)
    if not words:
        return 0.0
    return 0.39 * len(words) / max(1, sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def _counted(text: str) -> tuple[list[str], int]:
    """The words of a text, and how many sentences they make."""
    sentences = [_words(sentence) for sentence in re.split(r"[.!?]+|\n", text)]
    whole = sum(len(sentence) >= MIN_WORDS_OF_SENTENCE for sentence in sentences)
    return [word for sentence in sentences for word in sentence], whole


def _words(sentence: str) -> list[str]:
    """Words as they are said: "don't" and "add-on" are one each."""
    spelled = [re.sub(r"[^\w']", "", word) for word in sentence.lower().replace("’", "'").split()]
    return [word for word in spelled if word]
