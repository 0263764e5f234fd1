"""Each rule that explains broken YAML, with a text that it is the first to fit."""

from __future__ import annotations

import pytest
import yaml

from site_builder.reading.syntax.explain import RULES, yaml_error

EXAMPLES = {
    "tab_in_indentation": "text:\n\tfr: a\n",
    "quote_never_closed": "fr: 'a\nen: b\n",
    "backslash_in_quotes": 'fr: "a\\q"\n',
    "sign_of_yaml": "fr: &\n",
    "reserved_sign": "fr: @a\n",
    "colon_in_text": "fr: a: b\n",
    "no_space_in_line_above": "status:resolved\ntext: a\n",
    "no_colon_in_line_above": "status resolved\ntext: a\n",
    "below_a_value": "fr: a\n  en: b\n",
    "key_continues_text": "a\nb\nfr: c\n",
    "no_space_after_colon": "text: a\nstatus:resolved\n",
    "neither_key_nor_text": "text: a\nresolved\n",
    "text_beside_block_sign": "fr: > a\n",
    "second_document": "fr: a\n---\nfr: b\n",
    "text_after_quote": "fr: 'a' b\n",
    "text_begins_with_bracket": "fr: {a} b\n",
    "closed_by_comment": "a: {fr: b #c}\nb: d\n",
    "bracket_never_closed": "a: [b\nc: d\n",
    "bracket_open_at_end": "a: [\n",
    "no_comma": "a: [b, c}\n",
    "dash_after_key": "a: - b\n",
    "list_beside_keys": "a: b\n- c\n",
    "odd_indentation": "a:\n    b: c\n  d: e\n",
}


@pytest.mark.parametrize(("name", "text"), EXAMPLES.items())
def test_a_rule_explains_its_example(name: str, text: str) -> None:
    with pytest.raises(yaml.MarkedYAMLError) as raised:
        yaml.compose(text, Loader=yaml.CSafeLoader)
    error = yaml_error(raised.value, text)
    assert next(rule.__name__ for rule in RULES if rule(error) is not None) == name


def test_every_rule_has_an_example() -> None:
    assert [rule.__name__ for rule in RULES] == list(EXAMPLES)
