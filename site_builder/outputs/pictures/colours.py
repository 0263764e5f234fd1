"""The colours of the situation in pictures, by the code of a headline."""

from __future__ import annotations

from site_builder.model.service import State

# White text on each of them has a contrast of at least 4.5 (WCAG 2.2, 1.4.3).
COLOURS = {
    "none": "#595959",
    State.operational.name: "#1b6e3a",
    State.under_maintenance.name: "#1a56b0",
    State.degraded_performance.name: "#8a5a00",
    State.partial_outage.name: "#8a5a00",
    State.major_outage.name: "#b3261e",
}
