"""The labels of an axis: plain texts, since matplotlib's own ticks cost as much as all the rest of a chart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat

from matplotlib.axes import Axes

from oj_analys.catalog.theme import theme

TICK = "tick"  # the label of every artist here, by which it is told from what is drawn

_PAD = 3 / 72  # inches between the axes and their labels


def label_below(axes: Axes, ticks: Sequence[float], labels: Sequence[str], aligns: Sequence[str] = ()) -> None:
    """Set labels under the axes at their values; ``aligns`` are ``left``, ``center`` (the default) or ``right``."""
    colours, sizes = theme().colours, theme().sizes
    height = axes.get_position().height * axes.get_figure(root=True).get_figheight()  # type: ignore[union-attr]
    for tick, label, align in zip(ticks, labels, aligns or repeat("center"), strict=False):
        axes.text(
            tick,
            -_PAD / height,
            label,
            transform=axes.get_xaxis_transform(),
            ha=align,
            va="top",
            size=sizes.small,
            color=colours.muted.hex,
            label=TICK,
        )


def label_left(axes: Axes, ticks: Sequence[float], labels: Sequence[str]) -> None:
    """Set labels to the left of the axes at their values."""
    colours, sizes = theme().colours, theme().sizes
    width = axes.get_position().width * axes.get_figure(root=True).get_figwidth()  # type: ignore[union-attr]
    for tick, label in zip(ticks, labels, strict=True):
        axes.text(
            -_PAD / width,
            tick,
            label,
            transform=axes.get_yaxis_transform(),
            ha="right",
            va="center_baseline",
            size=sizes.small,
            color=colours.muted.hex,
            label=TICK,
        )
