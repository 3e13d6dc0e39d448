"""Rules over a Library, one module a family: what a schema cannot say, and what makes content unsafe to print."""

from pressup.checks.rules import RULES, Problem, Rule, check, load

__all__ = ["RULES", "Problem", "Rule", "check", "load"]
