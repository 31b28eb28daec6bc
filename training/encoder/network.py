"""The encoder (BERT's layers, after Devlin et al. 2019, with a case embedding) and the heads that share its one pass.

Only what is trained lives here; the finished weights run under onnxruntime and numpy (``onrecord.models.encoder``).
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from onrecord.models.encoder.pieces import CASES

WIDTH, HEADS = 384, 12


class Layer(nn.Module):
    """Self-attention and a feed-forward network, each with its residual and norm."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm_attention = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.norm_output = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """hidden: batch × pieces × WIDTH; mask: batch × 1 × 1 × pieces, 0 where there is text, else very negative."""
        batch, length, _ = hidden.shape

        def split(values: Tensor) -> Tensor:
            return values.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        query, key, value = split(self.query(hidden)), split(self.key(hidden)), split(self.value(hidden))
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(batch, length, WIDTH)
        hidden = self.norm_attention(hidden + self.dropout(self.out(mixed)))
        return self.norm_output(hidden + self.dropout(self.down(functional.gelu(self.up(hidden)))))


class Encoder(nn.Module):
    """Word pieces to vectors: batch × pieces × WIDTH."""

    def __init__(self, layers: int = 6, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.cases = nn.Embedding(CASES, WIDTH)
        nn.init.zeros_(self.cases.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor, cases: Tensor, attended: Tensor) -> Tensor:
        """ids, cases, attended (1 where there is text): batch × pieces."""
        positions = torch.arange(ids.shape[1], device=ids.device)
        hidden = self.words(ids) + self.positions(positions) + self.kind + self.cases(cases)
        hidden = self.dropout(self.norm(hidden))
        mask = (1.0 - attended[:, None, None, :].to(hidden.dtype)) * -10000.0
        for layer in self.layers:
            hidden = layer(hidden, mask)
        return hidden

    def start_from(self, path: Path) -> None:
        """Takes over the weights of a published BERT-like encoder (``model.safetensors``)."""
        given = load_file(str(path))
        own = self.state_dict()
        own["words.weight"] = given["embeddings.word_embeddings.weight"]
        own["positions.weight"] = given["embeddings.position_embeddings.weight"]
        own["kind"] = given["embeddings.token_type_embeddings.weight"][0]
        for part in ("weight", "bias"):
            own[f"norm.{part}"] = given[f"embeddings.LayerNorm.{part}"]
            for index in range(len(self.layers)):
                there, here = f"encoder.layer.{index}.", f"layers.{index}."
                for mine, theirs in _NAMES.items():
                    own[f"{here}{mine}.{part}"] = given[f"{there}{theirs}.{part}"]
        self.load_state_dict(own)


_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "norm_attention": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm_output": "output.LayerNorm",
}


class Tags(nn.Module):
    """One label a piece."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.linear = nn.Linear(WIDTH, labels)

    def forward(self, hidden: Tensor) -> Tensor:
        return self.linear(hidden)


class Links(nn.Module):
    """For a piece that anchors something (a cue), one label for every piece of its window: its part in it.

    Scores are ``output(gelu(token(h) + anchor(h_anchor) + near(distance)))``: additive, so that both sides are
    computed once a window.
    """

    def __init__(self, labels: int, size: int = 192) -> None:
        super().__init__()
        self.token, self.anchor = nn.Linear(WIDTH, size), nn.Linear(WIDTH, size, bias=False)
        self.near = nn.Embedding(64, size)
        self.output = nn.Linear(size, labels)
        self.dropout = nn.Dropout(0.1)

    def forward(self, hidden: Tensor, window: Tensor, at: Tensor) -> Tensor:
        """window, at: one row of hidden and one piece for each anchor. Returns anchors × pieces × labels."""
        anchors = hidden[window, at]
        away = (torch.arange(hidden.shape[1])[None, :] - at[:, None]).clamp(-32, 31) + 32
        mixed = self.token(hidden)[window] + self.anchor(anchors)[:, None, :] + self.near(away)
        return self.output(self.dropout(functional.gelu(mixed, approximate="tanh")))
