"""Writes the lists of medicines that the bot reads: opioids.txt and antidepressants.txt in bot/safety, medicines.txt.

`make medicines` runs it when the lists are to be made anew. It needs drug-named-entity-recognition (the extra "lists"),
which the bot does not: names of DrugBank, MeSH, MedlinePlus, the NHS and Wikipedia, with the class of many substances.
"""

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

from drug_named_entity_recognition.drugs_finder import drug_canonical_to_data, drug_variant_to_canonical

from bot.language.word_lists import weak_words, word_list

BOT = Path(__file__).parent.parent.parent / "bot"
ORIGIN = f"the package drug-named-entity-recognition {version('drug-named-entity-recognition')} (MIT)"

# MeSH: narcotics, and analgesics that are opioids.
OPIOID_CLASSES = {"D009294", "D000701"}
OPIOID = re.compile(
    r"(codone|morphone|etorphin|morphine|fentan[iy]l|codeine|methadone|methad[oy]l|tramadol|tapentadol|meperidine|"
    r"buprenorphine|pethidine|phenazocine|nitazene|heroin|propoxyphene|nalbuphine|^tianeptine$|^oliceridine$|^dezocine$|"
    r"^ketobemidone$|^bezitramide$|^anileridine$|^phenadoxone$|^dipipanone$|^dextromoramide$)"
)
# What is made in the body, receptors, enzymes, antagonists, an emetic; and what stops a diarrhoea, as loperamide, which
# hardly reaches the brain: people who ask about opioids don't mean it. A mixture with an antagonist is an opioid.
NO_OPIOID = re.compile(
    r"apomorphin|nalorphin|diprenorphine|cyprenorphine|endorphin|receptor|antagonist|demethylase|methylbromide|"
    r"glucuronide|n-oxide|dextromethadone"
)
ANTAGONIST = re.compile(r"naltrexone|naloxone|samidorphan")
ANTIDEPRESSANT = re.compile(
    r"^(sertraline|(es)?citalopram|fluoxetine|fluvoxamine|paroxetine|(des)?venlafaxine|duloxetine|(levo)?milnacipran|"
    r"bupropion|bupropion/dextromethorphan|mirtazapine|(tr|nef)azodone|vilazodone|vortioxetine|amitriptyline|"
    r"nortriptyline|protriptyline|imipramine|desipramine|trimipramine|clomipramine|doxepin|amoxapine|maprotiline|"
    r"phenelzine|tranylcypromine|isocarboxazid|moclobemide|esketamine|agomelatine|gepirone|reboxetine|mianserin|"
    r"dosulepin|lofepramine|tianeptine|zuranolone|dothiepin|chlordiazepoxide/amitriptyline|fluoxetine/olanzapine|"
    r"amitriptyline/perphenazine)$"
)
# Ordinary words, names of people and of other things that are names of a medicine somewhere too.
ORDINARY = """
actos alli aluminio aman angelica arima armin armour available buche buffers cambia camila caps captan carbono
cashews cera ches chickpea cloves cobre compound cortan corwin cromo daca dadle diamonds dolin dona endone
evra fargo fertilizers fica gana generically generics hana hierro hops horseradish hycon indicators indio ismo
ivor kendrick mareen marol moco modus mops naca neon oats opino oregano palin pecans pegada pepper platino
prefin pulsar rayos rela saha siga silverado sits snares sone sugarcane talco teta tetris theon tiral titanio
tobi toronja trama tris trna valerone vals vanos vestra vitae watercress yeasts
"""
SHORTEST = 4


def main() -> None:
    """Read the package, and write the three lists."""
    opioids = names_of(
        canonical
        for canonical, data in drug_canonical_to_data.items()
        if (data.get("mesh_id") in OPIOID_CLASSES or OPIOID.search(canonical)) and not NO_OPIOID.search(canonical)
    )
    antidepressants = names_of(filter(ANTIDEPRESSANT.search, drug_canonical_to_data))
    write("safety/opioids.txt", "Opioids, one a line", sorted(opioids))
    write("safety/antidepressants.txt", "Antidepressants, one a line", sorted(antidepressants))
    write("language/medicines.txt", "Medicines, one a line: the substance, and its names of one word", medicines())


def medicines() -> list[str]:
    """Each substance with its names of one word; names of several substances stand together behind no substance."""
    ordinary = frozenset(ORDINARY.split()) | weak_words() | word_list("frequent_words.txt")
    found: dict[str, set[str]] = {}
    for variant, canonicals in drug_variant_to_canonical.items():
        name, substances = folded(variant), {folded(each) for each in canonicals}
        if re.fullmatch(r"[a-z0-9]+", name) and sum(map(str.isalpha, name)) >= SHORTEST and name not in ordinary:
            substance = name if name in substances else min(substances) if len(substances) == 1 else ""
            found.setdefault(substance if re.fullmatch(r"[a-z][a-z -]+", substance) else "", set()).add(name)
    once: set[str] = set()
    lines = []
    for substance in sorted(found, key=lambda each: (not each, each)):
        names = found[substance] - once  # folded, two spellings may be one
        once |= names
        if names:
            lines.append(" ".join([f"{substance}:", *sorted(names)]))
    return lines


def names_of(substances: Iterable[str]) -> set[str]:
    """The names of substances that have one or two words, no digits and no ordinary word.

    A name that holds another ("codeine phosphate") is left out.
    """
    chosen, ordinary = set(substances), frozenset(ORDINARY.split())
    found = set()
    for variant, canonicals in drug_variant_to_canonical.items():
        name = " ".join(re.split(r"[-/ ]+", folded(variant)))
        if not chosen.isdisjoint(canonicals) and re.fullmatch(r"[a-z]{3,}( [a-z]{2,})?", name):
            found.add(name)
    found = {name for name in found if ordinary.isdisjoint(name.split()) and not ANTAGONIST.search(name)}
    return {name for name in found if " " not in name or found.isdisjoint(name.split())}


def folded(name: str) -> str:
    """A name in lower case without accents."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def write(path: str, what: str, lines: Sequence[str]) -> None:
    """Write lines under a remark that tells where they are from."""
    remark = textwrap.wrap(f"{what}. From {ORIGIN}. Made by `make medicines`; don't edit.", 118)
    BOT.joinpath(path).write_text("\n".join([*(f"# {line}" for line in remark), *lines]) + "\n", encoding="utf-8")
    print(f"{len(lines)} lines in {path}")


main()
