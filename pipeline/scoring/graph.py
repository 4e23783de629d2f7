"""The encoder as an ONNX graph without weights: a few kilobytes, written at training; encoder.py lays the weights in.

Built of onnxruntime's fused operators (com.microsoft), all in fp32. The weights' names and shapes in the graph are those
that ``weights_of`` makes of a BERT checkpoint, so that one safetensors file serves detoxify and onnxruntime alike.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import typer
from numpy.typing import NDArray

GRAPH = "graph.onnx"
OPSET, CONTRIB = 17, "com.microsoft"
Weights = dict[str, NDArray[np.float32]]


def weights_of(state: Weights, layers: int) -> Weights:
    """Turn a BertForSequenceClassification state dict into the graph's weights: matrices as [in, out], q, k and v in one."""
    bert = "bert.embeddings."
    first_type = state[bert + "token_type_embeddings.weight"][0]
    found = {
        "words": state[bert + "word_embeddings.weight"],
        "places": state[bert + "position_embeddings.weight"] + first_type,
        "embedded.scale": state[bert + "LayerNorm.weight"],
        "embedded.shift": state[bert + "LayerNorm.bias"],
        "pooler.matrix": state["bert.pooler.dense.weight"].T,
        "pooler.bias": state["bert.pooler.dense.bias"],
        "heads.matrix": state["classifier.weight"].T,
        "heads.bias": state["classifier.bias"],
    }
    for i in range(layers):
        layer = f"bert.encoder.layer.{i}."
        self = [layer + f"attention.self.{part}." for part in ("query", "key", "value")]
        found |= {
            f"{i}.qkv.matrix": np.concatenate([state[part + "weight"].T for part in self], axis=1),
            f"{i}.qkv.bias": np.concatenate([state[part + "bias"] for part in self]),
            f"{i}.out.matrix": state[layer + "attention.output.dense.weight"].T,
            f"{i}.out.bias": state[layer + "attention.output.dense.bias"],
            f"{i}.attended.scale": state[layer + "attention.output.LayerNorm.weight"],
            f"{i}.attended.shift": state[layer + "attention.output.LayerNorm.bias"],
            f"{i}.wide.matrix": state[layer + "intermediate.dense.weight"].T,
            f"{i}.wide.bias": state[layer + "intermediate.dense.bias"],
            f"{i}.narrow.matrix": state[layer + "output.dense.weight"].T,
            f"{i}.narrow.bias": state[layer + "output.dense.bias"],
            f"{i}.done.scale": state[layer + "output.LayerNorm.weight"],
            f"{i}.done.shift": state[layer + "output.LayerNorm.bias"],
        }
    return {name: np.ascontiguousarray(value, dtype=np.float32) for name, value in found.items()}


def shapes(config: dict[str, Any], classes: int) -> dict[str, tuple[int, ...]]:
    """Return the shape of each weight of the graph."""
    width, wide = config["hidden_size"], config["intermediate_size"]
    found: dict[str, tuple[int, ...]] = {
        "words": (config["vocab_size"], width), "places": (config["max_position_embeddings"], width),
        "embedded.scale": (width,), "embedded.shift": (width,), "pooler.matrix": (width, width), "pooler.bias": (width,),
        "heads.matrix": (width, classes), "heads.bias": (classes,),
    }  # fmt: skip
    for i in range(config["num_hidden_layers"]):
        found |= {
            f"{i}.qkv.matrix": (width, 3 * width), f"{i}.qkv.bias": (3 * width,), f"{i}.out.matrix": (width, width), f"{i}.out.bias": (width,),
            f"{i}.attended.scale": (width,), f"{i}.attended.shift": (width,), f"{i}.wide.matrix": (width, wide), f"{i}.wide.bias": (wide,),
            f"{i}.narrow.matrix": (wide, width), f"{i}.narrow.bias": (width,), f"{i}.done.scale": (width,), f"{i}.done.shift": (width,),
        }  # fmt: skip
    return found


def build(config: dict[str, Any], classes: int) -> bytes:
    """Build the graph: ``ids`` [n, length] int64, ``lengths`` [n] int32 → ``scores`` [n, classes] in 0…1."""
    import onnx  # noqa: PLC0415 - training only
    from onnx import TensorProto, helper  # noqa: PLC0415

    eps = config["layer_norm_eps"]
    nodes: list[Any] = []

    def node(kind: str, inputs: list[str], output: str, *, contrib: bool = False, **attributes: Any) -> str:
        nodes.append(
            helper.make_node(kind, inputs, [output], name=output, domain=CONTRIB if contrib else "", **attributes)
        )
        return output

    def skip(x: str, residual: str, bias: str, name: str) -> str:
        inputs = [x, residual, f"{name}.scale", f"{name}.shift", bias]
        return node("SkipLayerNormalization", inputs, name, contrib=True, epsilon=eps)

    node("Shape", ["ids"], "length", start=1, end=2)
    node("Slice", ["places", "zero", "length"], "placed")
    node("Gather", ["words", "ids"], "spelled")
    node("Add", ["spelled", "placed"], "summed")
    x = node("LayerNormalization", ["summed", "embedded.scale", "embedded.shift"], "embedded", epsilon=eps)
    for i in range(config["num_hidden_layers"]):
        inputs = [x, f"{i}.qkv.matrix", f"{i}.qkv.bias", "lengths"]
        attended = node("Attention", inputs, f"{i}.attention", contrib=True, num_heads=config["num_attention_heads"])
        if i == config["num_hidden_layers"] - 1:
            # the pooler reads the first token alone: after the last attention nobody asks for the others
            attended, x = (node("Gather", [each, "first"], f"{each}.first", axis=1) for each in (attended, x))
        x = skip(node("MatMul", [attended, f"{i}.out.matrix"], f"{i}.out"), x, f"{i}.out.bias", f"{i}.attended")
        wide = node("MatMul", [x, f"{i}.wide.matrix"], f"{i}.wide")
        bent = node("BiasGelu", [wide, f"{i}.wide.bias"], f"{i}.bent", contrib=True)
        x = skip(node("MatMul", [bent, f"{i}.narrow.matrix"], f"{i}.narrow"), x, f"{i}.narrow.bias", f"{i}.done")
    node("Tanh", [node("Gemm", [x, "pooler.matrix", "pooler.bias"], "pooled")], "bounded")
    node("Sigmoid", [node("Gemm", ["bounded", "heads.matrix", "heads.bias"], "logits")], "scores")
    outside = [_outside(name, shape) for name, shape in shapes(config, classes).items()]
    inside = [
        helper.make_tensor("zero", TensorProto.INT64, [1], [0]),
        helper.make_tensor("first", TensorProto.INT64, [], [0]),
    ]
    graph = helper.make_graph(
        nodes,
        "bedside",
        [
            helper.make_tensor_value_info("ids", TensorProto.INT64, ["n", "length"]),
            helper.make_tensor_value_info("lengths", TensorProto.INT32, ["n"]),
        ],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["n", classes])],
        outside + inside,
    )
    model = helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)],
        producer_name="bedside",
        ir_version=8,
    )
    serialized: bytes = onnx.ModelProto.SerializeToString(model)
    return serialized


def _outside(name: str, shape: tuple[int, ...]) -> Any:
    """Declare a weight whose data the session is given at load."""
    from onnx import TensorProto  # noqa: PLC0415

    tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=shape, data_location=TensorProto.EXTERNAL)
    for key, value in (("location", "weights"), ("offset", "0"), ("length", str(4 * int(np.prod(shape))))):
        entry = tensor.external_data.add()
        entry.key, entry.value = key, value
    return tensor


def write(folder: Path) -> Path:
    """Write the graph of the model in a folder beside it."""
    config = json.loads((folder / "config.json").read_text())
    path = folder / GRAPH
    path.write_bytes(build(config, len(config["id2label"])))
    return path


if __name__ == "__main__":
    typer.run(write)
