"""What people write in their own language for words that the files have in English.

Only for hints: no word of another language is ever taken for the right one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from site_builder.model.entry_id import as_id

# Each line: the right word, then others, without accents and capitals.
_STATUSES = """
investigating: investigando en-investigacion enquete en-cours-d-examen untersuchung
  wird-untersucht in-untersuchung onderzoek in-onderzoek in-corso indagine em-investigacao
  badamy w-trakcie-analizy open new offen ouvert abierto nieuw nuevo nouveau neu analysing
  analyzing checking
identified: identificado identifie cause-identifiee ursache-gefunden erkannt identifiziert
  geidentificeerd oorzaak-gevonden individuato zidentyfikowano cause-found known
monitoring: monitoreo en-observacion vigilando sous-surveillance surveillance beobachtung
  unter-beobachtung wird-beobachtet in-observatie monitoraggio em-monitorizacao monitorowanie
  watching observing
resolved: resuelto resuelta solucionado cerrado resolu termine clos fini repare behoben geloest
  gelost erledigt abgeschlossen beendet opgelost gesloten verholpen risolto chiuso resolvido
  encerrado rozwiazany rozwiazane zamkniety fixed solved closed done finished ended over ok
postmortem: post-mortem bilan nachbereitung abschlussbericht evaluatie retrospective
scheduled: programado planificado previsto prevu planifie planmaessig geplant angekuendigt
  gepland programmato agendado planowane planned
in_progress: en-curso en-cours laeuft laufend in-arbeit bezig in-uitvoering em-curso w-toku
  started ongoing running
verifying: verificando verification en-verification pruefung wird-geprueft controle verifica
  checking
completed: completado completada acheve terminee fertig fertiggestellt voltooid klaar completato
  concluido zakonczone complete fixed solved closed done finished ended over ok resolved
cancelled: cancelado anulado annule abgesagt storniert geannuleerd afgelast annullato odwolane
  canceled
"""
_STATES = """
operational: operativo funciona normal operationnel fonctionne en-service funktioniert
  in-betrieb verfuegbar werkt operationeel funzionante operacional dziala ok up works working
  available fine green
degraded_performance: degradado lento degrade ralenti lent perturbe eingeschraenkt langsam
  beeintraechtigt gestoord traag degradato limitado ograniczone degraded slow limited yellow
partial_outage: interrupcion-parcial parcial panne-partielle partiel teilausfall teilweise
  gedeeltelijk gedeeltelijke-storing parziale czesciowa-awaria partial partially-down orange
major_outage: interrupcion caido averia no-funciona en-panne panne hors-service indisponible
  ausfall ausgefallen gestoert funktioniert-nicht storing werkt-niet fuori-servizio em-baixo
  awaria nie-dziala down outage offline broken unavailable red major
under_maintenance: mantenimiento en-mantenimiento maintenance en-maintenance wartung in-wartung
  onderhoud in-onderhoud manutenzione manutencao w-konserwacji
"""
_KEYS = """
status: estado statut etat stato statuut zustand
published: publicado publie date-de-publication veroeffentlicht gepubliceerd pubblicato
  opublikowano date fecha datum data
as_of: fecha-de situation-au stand
title: titulo titre titel titolo tytul
text: texto texte tekst testo message body content description
countries: paises pays laender landen paesi kraje country land
services: servicios dienste diensten servizi uslugi service dienst
question: pregunta frage vraag domanda pytanie
answer: respuesta reponse antwort antwoord risposta odpowiedz
updated: actualizado mis-a-jour aktualisiert bijgewerkt aggiornato zaktualizowano
started: comienzo inicio debut beginn begonnen inizio start begin began
starts: empieza commence beginnt begint start
ends: termina finit endet eindigt end
locales: idiomas langues sprachen talen lingue jezyki languages locale language
contacts: contactos kontakte contacten contatti kontakty contact
draft: borrador brouillon entwurf concept bozza szkic
next_update: proxima-actualizacion prochaine-mise-a-jour naechste-mitteilung volgend-bericht
supersedes: sustituye remplace ersetzt vervangt replaces
corrections: correcciones korrekturen correcties correzioni correction
purposes: purpose motivos zwecke doelen objets
hours: horario horaires zeiten oeffnungszeiten openingstijden orari
phone: telefono telephone telefon telefoon tel mobile
email: e-mail mail correo courriel
"""


def _read(table: str) -> Mapping[str, tuple[str, ...]]:
    meant: dict[str, tuple[str, ...]] = {}
    right = ""
    for line in table.strip().splitlines():
        head, colon, words = line.partition(":") if not line.startswith(" ") else (right, ":", line)
        right = head if colon else right
        for word in words.split():
            meant[word] = (*meant.get(word, ()), right)
    return meant


_STATUS_WORDS, _STATE_WORDS, _KEY_WORDS = map(_read, (_STATUSES, _STATES, _KEYS))
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def in_another_form(written: str, known: Sequence[str]) -> str | None:
    """The only known word that differs in capitals, accents, quotes, spaces or hyphens alone."""
    same = {word for word in known if as_id(word) and as_id(word) == as_id(written)}
    return same.pop() if len(same) == 1 else None


def meant_word(written: str, known: Sequence[str]) -> str | None:
    """The only known word that could be meant by a word of another language."""
    forms = (as_id(written), as_id(written.lower().translate(_UMLAUTS)))
    meant = {
        word
        for table in (_STATUS_WORDS, _STATE_WORDS, _KEY_WORDS)
        for form in forms
        for word in table.get(form, ())
        if word in known
    }
    return meant.pop() if len(meant) == 1 else None
