"""Trained weights to what ships: the encoder as ONNX in int8, the heads as half-precision arrays, the card's digest.

int8 per channel with reduced range: on processors without VNNI the default saturates (cosine to fp32 .96, so .99).
"""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from training.encoder.attention import with_attention
from training.encoder.network import Encoder

__all__ = ["FILES", "export", "sha256"]

FILES = ("encoder.onnx", "heads.npz", "tokenizer.json")


def export(encoder: Encoder, heads: dict[str, torch.nn.Module], folder: Path) -> None:
    """Writes ``encoder.onnx`` and ``heads.npz`` (``<head>.<parameter>``) into ``folder``."""
    encoder.eval()
    example = torch.ones((2, 16), dtype=torch.int64)
    with tempfile.TemporaryDirectory() as scratch:
        plain, ready = Path(scratch) / "plain.onnx", Path(scratch) / "ready.onnx"
        torch.onnx.export(
            encoder,
            (example, example, example),
            str(plain),
            input_names=["ids", "cases", "attended"],
            output_names=["hidden"],
            dynamic_axes={name: {0: "batch", 1: "pieces"} for name in ("ids", "cases", "attended", "hidden")},
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(str(plain), str(ready))
        quantize_dynamic(
            str(ready), str(folder / "encoder.onnx"), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8
        )
    finished = with_attention(onnx.load(str(folder / "encoder.onnx")))
    onnx.checker.check_model(finished)
    onnx.save(finished, str(folder / "encoder.onnx"))
    stored = {
        f"{head}.{name}": value.detach().numpy().astype(np.float16)
        for head, module in heads.items()
        for name, value in module.state_dict().items()
    }
    np.savez(folder / "heads.npz", **stored)


def sha256(folder: Path) -> str:
    """One digest over the files that ship."""
    total = hashlib.sha256()
    for path in (folder / name for name in FILES):
        if path.exists():  # the tokenizer is kept once, with the shared encoder
            total.update(path.read_bytes())
    return total.hexdigest()
