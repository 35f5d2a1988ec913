"""The manifest tells what is on disk."""

import hashlib
import json

from training.export.manifest import manifest


def test_files_needed_to_run_are_parted_from_extras(tmp_path) -> None:
    pack = tmp_path / "dalle"
    (pack / "onnx").mkdir(parents=True)
    (pack / "training").mkdir()
    (pack / "onnx/encoder_model_quantized.onnx").write_bytes(b"weights")
    (pack / "config.json").write_text("{}")
    (pack / "vqgan").mkdir()
    (pack / "vqgan/encoder.onnx").write_bytes(b"for lessons")
    (pack / "training/0-0.webp").write_bytes(b"picture")
    (pack / "evaluation.json").write_text("{}")
    found = json.loads(json.dumps(manifest(tmp_path)))["packs"]
    assert list(found) == ["dalle"]
    assert [f["path"] for f in found["dalle"]["files"]] == ["config.json", "onnx/encoder_model_quantized.onnx"]
    assert [f["path"] for f in found["dalle"]["extras"]] == ["evaluation.json", "training/0-0.webp", "vqgan/encoder.onnx"]
    assert found["dalle"]["files"][1]["sha256"] == hashlib.sha256(b"weights").hexdigest()
    assert found["dalle"]["bytes"] == 9
