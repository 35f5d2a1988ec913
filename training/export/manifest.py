"""What the page may load, with sizes and digests: python -m training.export.manifest writes models/manifest.json."""

import hashlib
import json
from pathlib import Path
from typing import Any

MODELS = Path("models")
PACKS: dict[str, dict[str, str | bool]] = {
    "gpt2": {
        "title": "Little Storyteller",
        "family": "gpt2",
        "licence": "MIT",
        "origin": "trained by this project on stories made by training/stories",
    },
    "dalle": {
        "title": "Little Painter",
        "family": "dalle",
        "licence": "MIT",
        "origin": "trained by this project on scenes of training/world, drawn with Fluent Emoji 3D (Microsoft, MIT)",
    },
    "stable-diffusion": {
        "title": "Little Dreamer",
        "family": "diffusion",
        "licence": "MIT",
        "origin": "trained by this project on scenes of training/world, drawn with Fluent Emoji 3D (Microsoft, MIT)",
    },
    "recogniser": {
        "title": "Little Judge",
        "family": "recogniser",
        "licence": "MIT",
        "origin": "trained by this project on scenes of training/world, drawn with Fluent Emoji 3D (Microsoft, MIT)",
        "optional": True,
    },
}
"""Every pack there may be, `optional` where the page runs without it; those whose folder is missing are left out."""


STORIES = {"README.md", "training.json", "evaluation.json"}
TOOLS = {"onnx/lens.onnx", "vqgan/encoder.onnx", "vae_encoder/model.onnx"}
"""Graphs that a run does not open: lessons do."""


def is_extra(path: Path) -> bool:
    """Whether a file of a pack is not needed to run it."""
    return path.parts[0] == "training" or path.name in STORIES or path.as_posix() in TOOLS


def describe(pack: Path, path: Path) -> dict[str, Any]:
    """Path, bytes and sha256 of one file of a pack."""
    content = (pack / path).read_bytes()
    return {"path": path.as_posix(), "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def entry(pack: Path, about: dict[str, str | bool]) -> dict[str, Any]:
    """One pack of the manifest; `bytes` counts what is needed to run."""
    paths = sorted(p.relative_to(pack) for p in pack.rglob("*") if p.is_file())
    files = [describe(pack, p) for p in paths if not is_extra(p)]
    extras = [describe(pack, p) for p in paths if is_extra(p)]
    return {**about, "bytes": sum(f["bytes"] for f in files), "files": files, "extras": extras}


def manifest(models: Path = MODELS) -> dict[str, Any]:
    """The whole manifest of a folder of packs."""
    packs = {name: entry(models / name, about) for name, about in PACKS.items() if (models / name).is_dir()}
    return {"version": 1, "packs": packs}


def main() -> None:
    content = manifest()
    (MODELS / "manifest.json").write_text(json.dumps(content, indent=1) + "\n")
    for name, pack in content["packs"].items():
        print(f"{name}: {len(pack['files'])} files, {pack['bytes'] / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
