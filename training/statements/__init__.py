"""How the weights of the statement rules were made, and the training examples of a statement tagger."""

from training.statements.examples import Example, RoleSets, examples

__all__ = ["Example", "RoleSets", "examples"]
