"""Milliseconds by operator of the graphs that take most of a run, as Markdown: python -m bench.profile_graphs."""

import json
import tempfile
from collections import defaultdict
from pathlib import Path

import numpy as np
import onnxruntime

RUNS = 12
MODELS = Path("models")


def feeds(session: onnxruntime.InferenceSession, batch: int) -> dict[str, np.ndarray]:
    """Numbers that fit the inputs: a batch where the shape is free, 500 for every timestep, code or token."""
    types = {"tensor(float)": np.float32, "tensor(int64)": np.int64, "tensor(int32)": np.int32}
    rng = np.random.default_rng(7)
    made = {}
    for wanted in session.get_inputs():
        dims = [side if isinstance(side, int) else batch for side in wanted.shape]
        kind = types[wanted.type]
        made[wanted.name] = rng.standard_normal(dims).astype(kind) if kind == np.float32 else np.full(dims, 500, kind)
    return made


def profile(path: Path, outputs: list[str], batch: int) -> dict[str, tuple[float, int]]:
    """{operator: (milliseconds, calls)} of one run: of each node the least of all runs, which nothing disturbed."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.enable_profiling, options.log_severity_level = 1, True, 3
    options.profile_file_prefix = str(Path(tempfile.mkdtemp()) / "profile")
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    fed = feeds(session, batch)
    for _ in range(RUNS):
        session.run(outputs, fed)
    events = json.loads(Path(session.end_profiling()).read_text())
    kernels = [e for e in events if e.get("cat") == "Node" and e["name"].endswith("_kernel_time")]
    took, calls = defaultdict(float), defaultdict(int)
    for node in range(each := len(kernels) // RUNS):
        calls[kernels[node]["args"]["op_name"]] += 1
        took[kernels[node]["args"]["op_name"]] += min(kernels[node + k * each]["dur"] for k in range(RUNS)) / 1000
    return {op: (ms, calls[op]) for op, ms in took.items()}


def table(title: str, path: str, outputs: list[str], batch: int) -> str:
    found = profile(MODELS / path, outputs, batch)
    whole = sum(ms for ms, _ in found.values())
    lines = [f"## {title}: {whole:.1f} ms", "", "| operator | calls | ms | share |", "|---|---|---|---|"]
    large = {op: taken for op, taken in found.items() if taken[0] >= whole / 100}
    rest = [taken for op, taken in found.items() if op not in large]
    others = (sum(ms for ms, _ in rest), sum(calls for _, calls in rest))
    for op, (ms, calls) in [*sorted(large.items(), key=lambda item: -item[1][0]), (f"{len(rest)} others", others)]:
        lines.append(f"| {op} | {calls} | {ms:.2f} | {100 * ms / whole:.1f} % |")
    return "\n".join([*lines, ""])


def main() -> None:
    print(table("UNet, batch of two", "stable-diffusion/unet/model.onnx", ["out_sample"], 2))
    print(table("UNet, one picture", "stable-diffusion/unet/model.onnx", ["out_sample"], 1))
    print(table("Decoder, 512x512", "stable-diffusion/vae_decoder/model.onnx", ["sample"], 1))
    print(table("VQ decoder, 256x256", "dalle/vqgan/decoder.onnx", ["sample"], 1))


if __name__ == "__main__":
    main()
