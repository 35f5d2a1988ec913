"""A torch module as an ONNX file with int8 weights that onnxruntime unfolds at load.

Weights are symmetric int8 with one float32 scale for each output channel, and a
`DequantizeLinear` gives the graph its floats back. Activations stay float32. Loaded with
`session.disable_quant_qdq = "1"` onnxruntime folds the pair away: a small file at float speed.
"""

import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import GraphProto, ModelProto, NodeProto, TensorProto, helper, numpy_helper
from torch import Tensor, nn

OPSET = 18
SMALLEST = 1024  # weights with fewer elements stay float32: nothing is gained there


def export(
    module: nn.Module,
    inputs: dict[str, Tensor],
    outputs: Sequence[str],
    path: Path | str,
    dynamic: dict[str, dict[int, str]] | None = None,
    int8: bool = True,
    keep_float: Callable[[str], bool] = lambda name: False,
) -> int:
    """Write `module` to `path` and return the file's bytes.

    `inputs` are example tensors in the order of `forward`; `dynamic` names the axes that may vary,
    as {"sample": {0: "batch"}}. A weight whose initializer name makes `keep_float` true is left as
    it is. The module is switched to evaluation for the trace and back after it.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    was_training = module.training
    module.eval()
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            tuple(inputs.values()),
            str(path),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=dynamic or {},
            opset_version=OPSET,
            dynamo=False,
        )
    module.train(was_training)
    model = onnx.load(path)
    if int8:
        quantise_weights(model, keep_float)
    model.producer_name, model.doc_string = "windowsill", ""
    onnx.checker.check_model(model)
    onnx.save(model, path)
    return path.stat().st_size


def open_session(path: Path | str, threads: int = 1) -> onnxruntime.InferenceSession:
    """The session as the page opens it: int8 weights folded to float at load."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def quantise_weights(model: ModelProto, keep_float: Callable[[str], bool] = lambda name: False) -> None:
    """Turn the weights of every MatMul, Gemm, Conv, ConvTranspose and Gather of `model` to int8, in place.

    A weight that is the transpose of another (an embedding tied to the last layer) is stored once.
    """
    graph = model.graph
    weights = {t.name: t for t in graph.initializer if _is_large_matrix(t) and not keep_float(t.name)}
    axes: dict[str, int] = {}
    others: set[str] = set()  # read by some operator whose channels are not known
    for node in (node for part in with_branches(graph) for node in part.node):
        for position, name in enumerate(node.input):
            if name in weights:
                axis = _channel_axis(node, position, weights[name].dims)
                if axis is None or axes.setdefault(name, axis) != axis:
                    others.add(name)
    chosen = [name for name in weights if name in axes and name not in others]
    twins = _transposed_twins({name: numpy_helper.to_array(weights[name]) for name in chosen}, axes)
    fresh: list[NodeProto] = []
    for name in chosen:
        graph.initializer.remove(weights[name])
        if name in twins:
            fresh.append(helper.make_node("Transpose", [twins[name]], [name], perm=[1, 0]))
            continue
        packed, scale = quantise(numpy_helper.to_array(weights[name]), axes[name])
        graph.initializer.extend(
            [
                numpy_helper.from_array(packed, f"{name}_int8"),
                numpy_helper.from_array(scale, f"{name}_scale"),
                numpy_helper.from_array(np.zeros(len(scale), np.int8), f"{name}_zero"),
            ]
        )
        names = [f"{name}_int8", f"{name}_scale", f"{name}_zero"]
        fresh.insert(0, helper.make_node("DequantizeLinear", names, [name], axis=axes[name]))
    for node in reversed(fresh):
        graph.node.insert(0, node)


def quantise(weight: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """Symmetric int8 of `weight` and its float32 scales, one for each index along `axis`."""
    rest = tuple(k for k in range(weight.ndim) if k != axis)
    scale = np.maximum(np.abs(weight).max(rest) / 127, 1e-12).astype(np.float32)
    shape = [-1 if k == axis else 1 for k in range(weight.ndim)]
    return np.clip(np.round(weight / scale.reshape(shape)), -127, 127).astype(np.int8), scale


def _is_large_matrix(tensor: TensorProto) -> bool:
    return tensor.data_type == TensorProto.FLOAT and len(tensor.dims) >= 2 and np.prod(tensor.dims) >= SMALLEST


def with_branches(graph: GraphProto) -> Iterator[GraphProto]:
    """A graph and the branches inside it."""
    yield graph
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.type == onnx.AttributeProto.GRAPH:
                yield from with_branches(attribute.g)


def _channel_axis(node: NodeProto, position: int, dims: Sequence[int]) -> int | None:
    """Along which axis of its weight this operator's outputs lie, None if this input is no weight of it."""
    match node.op_type, position:
        case "MatMul", 1 if len(dims) == 2:
            return 1
        case "Gemm", 1:
            turned = any(a.name == "transB" and a.i for a in node.attribute)
            return 0 if turned else 1
        case ("Conv", 1) | ("Gather", 0):
            return 0
        case "ConvTranspose", 1:
            return 1
    return None


def _transposed_twins(arrays: dict[str, np.ndarray], axes: dict[str, int]) -> dict[str, str]:
    """{name: the earlier weight that it is the transpose of, with the scales along the same channels}."""
    twins: dict[str, str] = {}
    for name, array in arrays.items():
        for other, candidate in arrays.items():
            if other == name or other in twins or name in twins.values() or array.ndim != 2:
                continue
            if candidate.shape == array.shape[::-1] and axes[other] != axes[name] and np.array_equal(candidate, array.T):
                twins[name] = other
                break
    return twins
