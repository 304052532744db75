"""The bench's recipes in PyTorch, from the same weights and batches, as JSON rows.

    npm run bench -- --export FOLDER            writes the recipes
    python3 bench/pytorch.py FOLDER             eager on one CPU thread; with CUDA also eager and
                                                captured in a CUDA graph
    python3 bench/pytorch.py FOLDER RECIPE STEPS SECONDS    one recipe, at most so many steps

Needs PyTorch 1.13 or newer and nothing else. `npm run bench` calls it where python3 has torch.
"""
import array
import json
import pathlib
import statistics
import sys
import time

import torch
import torch.nn.functional as F

WARM_UP, FEWEST, LOSSES_SHOWN = 3, 3, 5


class Problem:
    """A recipe as bench/export.ts wrote it, on a device."""

    def __init__(self, folder, name, device):
        header = json.loads((folder / f"{name}.json").read_text())
        self.__dict__.update(header)
        floats = array.array("f", (folder / f"{name}.bin").read_bytes())
        values = torch.tensor(floats, dtype=torch.float32)
        sizes = [torch.Size(shape).numel() for shape in self.weights]
        batch = self.n * torch.Size(self.shape).numel()
        draws = self.n * self.q * self.n if self.hasDraws else 0
        sizes += [batch] * self.steps + [draws] * self.steps
        parts = iter(values[: sum(sizes)].to(device).split(sizes))
        self.first = [next(parts).reshape(shape) for shape in self.weights]
        self.batches = [next(parts).reshape(self.n, *self.shape) for _ in range(self.steps)]
        self.draws = [next(parts).reshape(self.n, self.q, -1) for _ in range(self.steps)]
        rows = torch.tensor(self.positiveRows, device=device).reshape(self.n, self.q)
        self.positive_rows = rows
        mask = torch.tensor(self.eligible, device=device).reshape(self.n, 1, self.n) > 0.5
        self.candidates = mask.expand(self.n, self.q, self.n)
        self.diagonal = torch.eye(self.n, device=device) * 1e9


def embedded(items, weights):
    """Rows of unit length; padding as TensorFlow's 'same' with stride 2."""
    rows = items
    for i in range(0, len(weights), 2):
        kernel, bias = weights[i], weights[i + 1]
        if kernel.dim() == 4:
            odd = rows.shape[2] % 2
            rows = F.relu(F.conv2d(F.pad(rows, (odd, 1, odd, 1)), kernel, bias, stride=2))
        else:
            rows = torch.addmm(bias, rows.flatten(1), kernel)
            rows = F.relu(rows) if i + 2 < len(weights) else rows
    return rows / torch.sqrt((rows * rows).sum(1, keepdim=True) + 1e-12)


def loss_of(problem, lane, embeddings, draws):
    similarity = embeddings @ embeddings.T
    if lane["loss"] == "ntXent":
        logits = similarity / problem.temperature
        positive = logits.gather(1, problem.positive_rows)[:, 0]
        return (torch.logsumexp(logits - problem.diagonal, 1) - positive).mean()
    positive = similarity.gather(1, problem.positive_rows)
    rows = similarity[:, None, :].expand(-1, problem.q, -1)
    with torch.no_grad():
        index = chosen(problem, lane["selection"], rows, positive, draws)
    negative = rows.gather(2, index[..., None])[..., 0]
    hinge = F.relu(2 * (negative - positive) + problem.margin)
    return hinge.sum() / (hinge.detach() > 0).sum().clamp(min=1)


def chosen(problem, selection, similarity, positive, draws):
    """Candidate for each row and positive, [N, Q]."""
    candidates = problem.candidates
    if selection == "hardest":
        return similarity.masked_fill(~candidates, -1e9).argmax(2)
    if selection == "random":
        return draws.masked_fill(~candidates, -1).argmax(2)
    below = (similarity < positive[..., None]) & candidates
    semi_hardest = similarity.masked_fill(~below, -1e9).argmax(2)
    easiest = similarity.masked_fill(~candidates, 1e9).argmin(2)
    return torch.where(below.any(2), semi_hardest, easiest)


def trainer(problem, is_captured):
    """A function that trains all lanes one step and gives their losses, on the device."""
    models = []
    for lane in problem.lanes:
        weights = [value.clone().requires_grad_() for value in problem.first]
        options = {"capturable": True} if is_captured else {}
        adam = torch.optim.Adam(weights, problem.learningRate, (0.9, 0.999), 1e-8, **options)
        models.append((lane, weights, adam))
    items, draws = problem.batches[0].clone(), problem.draws[0].clone()

    def train():
        costs = []
        for lane, weights, adam in models:
            adam.zero_grad(set_to_none=True)
            cost = loss_of(problem, lane, embedded(items, weights), draws)
            cost.backward()
            adam.step()
            costs.append(cost.detach())
        return torch.stack(costs).mean()

    replay = None

    def step(number):
        nonlocal replay
        at = number % problem.steps
        items.copy_(problem.batches[at])
        draws.copy_(problem.draws[at])
        if not is_captured or number < WARM_UP:
            return train()
        if replay is None:
            graph = torch.cuda.CUDAGraph()
            with torch.cuda.graph(graph):
                result = train()
            replay = lambda: (graph.replay(), result)[1]  # noqa: E731
        return replay().clone()

    return step


def measured(problem, engine, device, most_steps, budget):
    on_gpu = device.type == "cuda"
    wait = torch.cuda.synchronize if on_gpu else lambda: None
    step = trainer(problem, engine == "pytorch-cuda-graph")
    losses, cpu, whole, number = [], [], [], 0
    side = torch.cuda.Stream() if on_gpu else None
    for number in range(WARM_UP + 1):
        # Warm-up of a capture has to run on a stream of its own; the last one captures.
        if side and number < WARM_UP:
            with torch.cuda.stream(side):
                losses.append(step(number))
        else:
            losses.append(step(number))
        wait()
    began = time.perf_counter()
    while len(cpu) < FEWEST or (len(cpu) < most_steps and time.perf_counter() - began < budget):
        number += 1
        started = time.perf_counter()
        losses.append(step(number))
        issued = time.perf_counter()
        wait()
        cpu.append(1e3 * (issued - started))
        whole.append(1e3 * (time.perf_counter() - started))
    low, _, high = statistics.quantiles(whole, n=4, method="inclusive")
    name = torch.cuda.get_device_name() if on_gpu else "CPU, 1 thread"
    return {
        **{"recipe": problem.name, "engine": engine, "backend": f"torch {torch.__version__}, {name}"},
        **{"dispatches": None, "submits": None, "buffers": None, "bindGroups": None},
        "cpuMs": statistics.median(cpu),
        "cpuInARowMs": None,
        "stepMs": statistics.median(whole),
        "fastestMs": min(whole),
        "spread": high - low,
        "losses": [float(loss) for loss in losses[:LOSSES_SHOWN]],
        "memoryBytes": torch.cuda.memory_reserved() if on_gpu else None,
        "steps": len(cpu),
    }


def main():
    folder = pathlib.Path(sys.argv[1])
    names = sys.argv[2:3] or sorted(path.stem for path in folder.glob("*.json"))
    most_steps, budget = [float(value) for value in sys.argv[3:5]] or [50, 5]
    torch.set_num_threads(1)
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = False
    engines = [("pytorch-cpu", torch.device("cpu"))]
    if torch.cuda.is_available():
        engines += [(name, torch.device("cuda")) for name in ("pytorch-cuda", "pytorch-cuda-graph")]
    rows = [
        measured(Problem(folder, name, device), engine, device, most_steps, budget)
        for name in names
        for engine, device in engines
    ]
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
