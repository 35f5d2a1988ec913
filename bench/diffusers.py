"""The shipped pack in Python on the processor, as JSON: python -m bench.diffusers [threads] [repeats].

onnxruntime runs the same files, diffusers' DDIM walks: what somebody would do who left the browser.
"""

import json
import sys
import time

from training.golden.stable_diffusion import Pipeline

CASE = {"prompt": "A cat sitting on a sunny windowsill", "seed": 7, "steps": 20, "guidance": 3.0, "sampler": "ddim"}


def main() -> None:
    threads, repeats = (int(given) for given in (sys.argv[1:] + ["2", "3"][len(sys.argv) - 1 :])[:2])
    pipeline = Pipeline(threads=threads)
    taken = []
    for _ in range(repeats + 1):
        start = time.perf_counter()
        pipeline.decode(pipeline.denoise(**CASE)[-1])
        taken.append(1000 * (time.perf_counter() - start))
    print(json.dumps({"threads": threads, "runMs": min(taken[1:])}))


if __name__ == "__main__":
    main()
