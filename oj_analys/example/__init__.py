"""The example county: made-up figures in the very layouts that real sources use."""

from oj_analys.example.write import write_example

__all__ = ["write_example"]
