"""A second input and output for a finished encoder: how much chosen pieces attend to all others, and are attended to.

The vectors do not change: the softmax matrices of the layers are there already, and rows and columns of them are picked
by a product with a one-hot matrix. The pronouns' scorer reads them.
"""

from __future__ import annotations

import onnx
from onnx import TensorProto, helper

__all__ = ["with_attention"]


def with_attention(model: onnx.ModelProto) -> onnx.ModelProto:
    """``model`` with the input ``asked`` and the output ``attention``; as it is if it has them.

    asked: batch × chosen × pieces, in each row a 1 at the chosen piece. attention: batch × (layers × 2 × heads) ×
    chosen × pieces; of each layer first how much the chosen piece attends to each other, then how much each attends
    to it.
    """
    graph = model.graph
    if any(one.name == "asked" for one in graph.input):
        return model
    matrices = [node.output[0] for node in graph.node if node.op_type == "Softmax"]
    graph.input.append(helper.make_tensor_value_info("asked", TensorProto.FLOAT, ["batch", "chosen", "pieces"]))
    graph.initializer.append(helper.make_tensor("attention_axis", TensorProto.INT64, [1], [1]))
    added = [
        helper.make_node("Unsqueeze", ["asked", "attention_axis"], ["attention_rows"]),
        helper.make_node("Transpose", ["attention_rows"], ["attention_columns"], perm=[0, 1, 3, 2]),
    ]
    parts = []
    for number, matrix in enumerate(matrices):
        given, taken = f"attention_given_{number}", f"attention_taken_{number}"
        added += [
            helper.make_node("MatMul", ["attention_rows", matrix], [given]),
            helper.make_node("MatMul", [matrix, "attention_columns"], [f"{taken}_turned"]),
            helper.make_node("Transpose", [f"{taken}_turned"], [taken], perm=[0, 1, 3, 2]),
        ]
        parts += [given, taken]
    added.append(helper.make_node("Concat", parts, ["attention"], axis=1))
    graph.node.extend(added)
    graph.output.append(
        helper.make_tensor_value_info("attention", TensorProto.FLOAT, ["batch", "maps", "chosen", "pieces"])
    )
    return model
