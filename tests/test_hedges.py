"""Phrases that say less than readers take them for are found, in eight languages."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from site_builder.checking import hedges
from site_builder.checking.problem_text import render_problem, source_line
from site_builder.model.problem import Problem
from tests.sites import problems_of

HEDGED = [
    ("en", "We have found no evidence of misuse.", "no evidence"),
    ("en", "A small number of customers is concerned.", "A small number of"),
    ("en", "Your data may have been copied.", "may have been copied"),
    ("en", "Out of an abundance of caution we closed it.", "abundance of caution"),
    ("fr", "Rien n’indique que des données ont été utilisées.", "Rien n’indique"),
    ("fr", "Un petit nombre de clients est concerné.", "Un petit nombre d"),
    ("fr", "Vos données ont pu être consultées.", "ont pu être consultées"),
    ("fr", "Par excès de prudence, nous avons fermé le portail.", "Par excès de prudence"),
    ("de", "Es gibt keine Hinweise auf Missbrauch.", "keine Hinweise"),
    ("de", "Betroffen ist nur eine geringe Anzahl von Kunden.", "eine geringe Anzahl"),
    ("de", "Ihre Daten könnten kopiert worden sein.", "könnten kopiert worden sein"),
    ("de", "Aus reiner Vorsicht haben wir es geschlossen.", "Aus reiner Vorsicht"),
    ("es", "No hay indicios de uso indebido.", "No hay indicios"),
    ("es", "Afecta a un número reducido de clientes.", "un número reducido de"),
    ("es", "Sus datos podrían haber sido copiados.", "podrían haber sido copiados"),
    ("es", "Por exceso de cautela lo cerramos.", "Por exceso de cautela"),
    ("nl", "Er zijn geen aanwijzingen voor misbruik.", "geen aanwijzingen"),
    ("nl", "Het gaat om een beperkt aantal klanten.", "een beperkt aantal"),
    ("nl", "Uw gegevens zijn mogelijk gestolen.", "mogelijk gestolen"),
    ("nl", "Uit uiterste voorzorg sloten we het portaal.", "Uit uiterste voorzorg"),
    ("pl", "Nie mamy dowodów na nadużycie.", "Nie mamy dowodów"),
    ("pl", "Dotyczy to niewielkiej liczby klientów.", "niewielkiej liczby"),
    ("pl", "Dane mogły zostać skopiowane.", "mogły zostać skopiowane"),
    ("pl", "Z najwyższej ostrożności zamknęliśmy portal.", "Z najwyższej ostrożności"),
    ("it", "Non ci sono prove di un uso illecito.", "Non ci sono prove"),
    ("it", "Riguarda un numero limitato di clienti.", "un numero limitato d"),
    ("it", "I dati potrebbero essere stati copiati.", "potrebbero essere stati copiati"),
    ("it", "Per eccesso di cautela lo abbiamo chiuso.", "Per eccesso di cautela"),
    ("pt", "Não há indícios de utilização indevida.", "Não há indícios"),
    ("pt", "Afeta um pequeno número de clientes.", "um pequeno número d"),
    ("pt", "Os seus dados podem ter sido copiados.", "podem ter sido copiados"),
    ("pt", "Por excesso de cautela, fechámo-lo.", "Por excesso de cautela"),
]
PLAIN = [
    ("en", "We do not know yet whether data was taken."),
    ("en", "A small number of customers, 412, is concerned."),
    ("en", "A small number of customers ({affected}) is concerned."),
    ("en", "We took every system off the network that was hit, or might have been."),
    ("en", "Deliveries may be affected by the strike."),
    ("en", "On 1 July we wrote: “There is no evidence of misuse.” That was wrong."),
    ("en", "> There is no evidence of misuse."),
    ("en", "Fixed. <!-- There was no evidence. --> `no evidence` is a code."),
    ("de", "Wir haben alle möglicherweise betroffenen Systeme abgeschaltet."),
    ("de", "Damals hieß es: „Es gibt keine Hinweise.“"),
    ("fr", "Toute entreprise peut être touchée."),
    ("fr", "Par précaution, changez votre mot de passe."),
    ("fr", "Nous avons écrit : « aucune preuve »."),
    ("nl", "Wijzig uit voorzorg uw wachtwoord."),
    # In another language the words are other words.
    ("sv", "No evidence"),
]


def attack(text: str, locale: str = "en", more: str = "") -> str:
    return f"""\
# content/countries/lu.yml
locales: [{locale}]
# content/facts.yml
affected: 412
# status/attack/incident.yml
title: {{{locale}: Attack}}
started: 2022-07-25
# status/attack/2022-07-29.yml
status: investigating
as_of: 2022-07-29
text:
  {locale}: |
    First.

    {text}
{more}"""


def hedges_of(problems: tuple[Problem, ...]) -> list[Problem]:
    return [problem for problem in problems if problem.code == "hedge"]


def test_a_hedge_is_shown_at_its_sentence_with_what_to_write_and_the_source(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, attack("Only a handful of customers is concerned."))
    assert render_problem(problem, source_line(tmp_path, problem.place)) == (
        "warning[hedge]: “a handful of” says less than readers will take it for.\n"
        " --> status/attack/2022-07-29.yml:7:10\n"
        "  |\n"
        "7 |     Only a handful of customers is concerned.\n"
        "  |          ^^^^^^^^^^^^\n"
        "  = hint: Write the number, or that you are still counting and when you will know: “We "
        "are counting them and will publish the number by ….” Source: GDPR Art. 33(3)(a)."
    )


@pytest.mark.parametrize(("locale", "text", "phrase"), HEDGED)
def test_hedges_are_found(locale: str, text: str, phrase: str, tmp_path: Path) -> None:
    (problem,) = hedges_of(problems_of(tmp_path, attack(text, locale)))
    assert problem.message.startswith(f"“{phrase}” ")
    assert problem.place.line == 7


@pytest.mark.parametrize(("locale", "text"), PLAIN)
def test_what_is_no_hedge_is_left_alone(locale: str, text: str, tmp_path: Path) -> None:
    assert hedges_of(problems_of(tmp_path, attack(text, locale))) == []


def test_only_the_newest_public_update_is_still_a_choice(tmp_path: Path) -> None:
    text = "There is no evidence."
    newer = f"""\
# status/attack/2022-08-01.yml
as_of: 2022-08-01
text: {{en: "{text}"}}
# status/attack/2022-08-02.yml
as_of: 2022-08-02
draft: true
text: {{en: "{text}"}}
# content/faq/categories.yml
data: {{en: Data}}
# content/faq/data/taken.yml
question: {{en: Is there no evidence?}}
answer: {{en: "{text}"}}
updated: 2022-07-26
"""
    found = hedges_of(problems_of(tmp_path, attack(text, more=newer)))
    assert [problem.place.file for problem in found] == [
        "content/faq/data/taken.yml",
        "status/attack/2022-08-01.yml",
        "status/attack/2022-08-02.yml",
    ]


def test_every_kind_has_its_source_and_every_language() -> None:
    data = Path(hedges.__file__).with_name("hedges.toml").read_text("utf-8")
    for kind in tomllib.loads(data).values():
        assert kind["source"]
        assert {"en", "fr", "de", "es", "nl", "pl", "it", "pt"} <= kind.keys()
        assert all(kind.values())
