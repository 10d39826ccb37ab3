#!/usr/bin/env python3
"""Trains the hippocampus network of this service and writes it as ONNX.

    python3 train.py --data DIR --out ../model [--minutes 75] [--threads 2] [--seed 1]

DIR holds images/*.nii.gz and labels/*.nii.gz (Medical Segmentation Decathlon, Task04: 0 background, 1 anterior,
2 posterior hippocampus). Needs Debian's python3-torch, python3-onnx, python3-numpy; no GPU.

Split, by SHA-256 of "consilium-hippocampus-split-v1:" + case, ascending: the first 30 cases are the test split
(looked at once, by evaluate.py --split test), the next 15 the validation split, the rest is trained on. The source has no
list of subjects: left and right crops of one person may sit on both sides of the split.

Normalisation (the service repeats it in TypeScript, normalise.ts): clip to the 1st and 99th percentile of the volume
(linear interpolation), subtract the mean, divide by the standard deviation; never absolute intensities.
Array order is [x][y][z] of the NIfTI file (R, A, S); the network sees [1][1][x][y][z].
"""
import argparse, glob, gzip, hashlib, json, math, os, struct, time
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F

PATCH = (40, 56, 40)  # voxels of 1 mm; inference pads to multiples of 8, at least this
TYPES = {2: 'u1', 4: '<i2', 8: '<i4', 16: '<f4', 64: '<f8', 256: 'i1', 512: '<u2', 768: '<u4'}


def read_nifti(path):
    raw = gzip.open(path).read()
    dims = struct.unpack_from('<8h', raw, 40)
    kind, = struct.unpack_from('<h', raw, 70)
    offset, slope, inter = struct.unpack_from('<3f', raw, 108)
    a = np.frombuffer(raw, TYPES[kind], int(np.prod(dims[1:4])), int(offset)).reshape(dims[1:4], order='F').astype('f4')
    return a * slope + inter if slope not in (0.0, 1.0) or inter != 0 else a


def normalise(a):
    low, high = np.percentile(a, [1, 99])
    a = np.clip(a, low, high)
    return ((a - a.mean()) / max(a.std(), 1e-6)).astype('f4')


def split(cases):
    ordered = sorted(cases, key=lambda c: hashlib.sha256(('consilium-hippocampus-split-v1:' + c).encode()).hexdigest())
    return {'test': ordered[:30], 'validation': ordered[30:45], 'train': ordered[45:]}


def load(folder, case):
    x = normalise(read_nifti(f'{folder}/images/{case}.nii.gz'))
    y = np.rint(read_nifti(f'{folder}/labels/{case}.nii.gz')).astype('i8')
    return torch.from_numpy(x), torch.from_numpy(y)


class Block(nn.Module):
    """Two 3x3x3 convolutions with instance normalisation and a residual path."""
    def __init__(self, cin, cout):
        super().__init__()
        self.a, self.b = nn.Conv3d(cin, cout, 3, padding=1, bias=False), nn.Conv3d(cout, cout, 3, padding=1, bias=False)
        self.na, self.nb = nn.InstanceNorm3d(cout, affine=True), nn.InstanceNorm3d(cout, affine=True)
        self.skip = nn.Conv3d(cin, cout, 1, bias=False) if cin != cout else nn.Identity()

    def forward(self, x):
        h = F.leaky_relu(self.na(self.a(x)), 0.01)
        return F.leaky_relu(self.nb(self.b(h)) + self.skip(x), 0.01)


class UNet(nn.Module):
    """3-D U-Net (Cicek et al., MICCAI 2016) with residual blocks; about 1.2 million parameters."""
    def __init__(self, width=(16, 32, 64, 96), classes=3):
        super().__init__()
        self.down = nn.ModuleList(Block(cin, cout) for cin, cout in zip((1,) + width[:-1], width))
        self.up = nn.ModuleList(Block(deep + here, here) for deep, here in zip(width[:0:-1], width[-2::-1]))
        self.head = nn.Conv3d(width[0], classes, 1)
        self.deep_head = nn.Conv3d(width[1], classes, 1)  # deep supervision at half resolution, training only

    def forward(self, x):
        kept = []
        for i, block in enumerate(self.down):
            x = block(x if i == 0 else F.max_pool3d(x, 2))
            kept.append(x)
        deep = None
        for i, block in enumerate(self.up):
            x = F.interpolate(x, scale_factor=2.0, mode='trilinear', align_corners=False)
            x = block(torch.cat([x, kept[-2 - i]], 1))
            if self.training and i == len(self.up) - 2:
                deep = self.deep_head(x)
        return (self.head(x), deep) if self.training else self.head(x)


def augment(x, y, rng):
    """One random view of a case as PATCH: mirror left-right, rotate, scale, bend, shift; then change contrast, noise, blur."""
    size = torch.tensor(x.shape, dtype=torch.float32)
    angles = rng.normal(0, math.radians(8), 3)
    rotation = torch.eye(3)
    for axis, angle in enumerate(angles):
        i, j = [(1, 2), (0, 2), (0, 1)][axis]
        turn = torch.eye(3)
        turn[i, i] = turn[j, j] = math.cos(angle)
        turn[i, j], turn[j, i] = -math.sin(angle), math.sin(angle)
        rotation = rotation @ turn
    scale = torch.tensor(np.exp(rng.normal(0, 0.08) + rng.normal(0, 0.04, 3)), dtype=torch.float32)
    grid = torch.stack(torch.meshgrid(*[torch.arange(n, dtype=torch.float32) - (n - 1) / 2 for n in PATCH], indexing='ij'), -1)
    grid = (grid * scale) @ rotation.T
    if rng.random() < 0.5:
        coarse = torch.tensor(rng.normal(0, rng.uniform(0.5, 2.0), (1, 3, 5, 6, 5)), dtype=torch.float32)
        grid = grid + F.interpolate(coarse, PATCH, mode='trilinear', align_corners=True)[0].permute(1, 2, 3, 0)
    grid = grid + torch.tensor(rng.uniform(-4, 4, 3), dtype=torch.float32)
    grid = grid / ((size - 1) / 2)
    if rng.random() < 0.5:
        grid[..., 0] = -grid[..., 0]
    grid = grid.flip(-1)[None]  # grid_sample wants (z, y, x) of an [x][y][z] array
    x = F.grid_sample(x[None, None], grid, mode='bilinear', padding_mode='zeros', align_corners=True)
    soft = F.grid_sample(F.one_hot(y, 3).permute(3, 0, 1, 2)[None].float(), grid, mode='bilinear', padding_mode='zeros', align_corners=True)
    soft[:, 0] += 1 - soft.sum(1)
    y = soft.argmax(1)
    if rng.random() < 0.3:
        x = x + torch.tensor(rng.normal(0, rng.uniform(0, 0.2), x.shape), dtype=torch.float32)
    if rng.random() < 0.2:
        small = F.interpolate(x, scale_factor=float(rng.uniform(0.5, 0.9)), mode='trilinear', align_corners=False)
        x = F.interpolate(small, PATCH, mode='trilinear', align_corners=False)
    if rng.random() < 0.4:
        low, high = x.min(), x.max()
        x = ((x - low) / (high - low + 1e-6)) ** float(np.exp(rng.normal(0, 0.3))) * (high - low) + low
    if rng.random() < 0.3:
        field = F.interpolate(torch.tensor(rng.normal(0, 0.25, (1, 1, 3, 3, 3)), dtype=torch.float32), PATCH, mode='trilinear', align_corners=True)
        x = x * torch.exp(field)
    x = x * float(np.exp(rng.normal(0, 0.15))) + float(rng.normal(0, 0.15))
    return x, y


def dice_and_cross_entropy(logits, y, smooth=1.0):
    p = logits.softmax(1)
    truth = F.one_hot(y, 3).permute(0, 4, 1, 2, 3).float()
    both, total = (p * truth).sum((2, 3, 4)), (p + truth).sum((2, 3, 4))
    return F.cross_entropy(logits, y) + 1 - ((2 * both + smooth) / (total + smooth))[:, 1:].mean()


def pad(x):
    sizes = [max(p, -(-n // 8) * 8) for n, p in zip(x.shape, PATCH)]
    before = [(s - n) // 2 for s, n in zip(sizes, x.shape)]
    widths = [w for b, s, n in reversed(list(zip(before, sizes, x.shape))) for w in (b, s - n - b)]
    return F.pad(x, widths), tuple(slice(b, b + n) for b, n in zip(before, x.shape))


@torch.no_grad()
def probabilities(net, x):
    """Mean of the view and its left-right mirror image, as the service does."""
    p, inside = pad(x)
    p = p[None, None]
    q = (net(p).softmax(1) + net(p.flip(2)).softmax(1).flip(2)) / 2
    return q[0][(slice(None),) + inside]


def dice(a, b):
    return 2 * float((a & b).sum()) / max(float(a.sum() + b.sum()), 1)


def evaluate(net, cases):
    net.eval()
    rows = []
    for name, x, y in cases:
        z = probabilities(net, x).argmax(0)
        rows.append({'case': name, 'anterior': dice(z == 1, y == 1), 'posterior': dice(z == 2, y == 2), 'whole': dice(z > 0, y > 0),
                     'volumeError': abs(float((z > 0).sum()) / float((y > 0).sum()) - 1)})
    mean = {k: round(float(np.mean([r[k] for r in rows])), 4) for k in ('anterior', 'posterior', 'whole', 'volumeError')}
    mean['worst'] = round(min(min(r['anterior'], r['posterior']) for r in rows), 3)
    return mean, rows


def export(net, path):
    """ONNX with weights in half precision: stored as float16, cast to float32 when the session is made."""
    import onnx
    from onnx import helper, numpy_helper, TensorProto
    net = net.eval()
    axes = {2: 'x', 3: 'y', 4: 'z'}
    torch.onnx.export(net, torch.zeros(1, 1, *PATCH), path, opset_version=17, input_names=['image'], output_names=['logits'],
                      dynamic_axes={'image': axes, 'logits': axes}, do_constant_folding=True)
    model = onnx.load(path)
    graph = model.graph
    casts, kept = [], []
    for tensor in graph.initializer:
        array = numpy_helper.to_array(tensor)
        if array.dtype == np.float32 and array.size > 64:
            kept.append(numpy_helper.from_array(array.astype(np.float16), tensor.name + '.half'))
            casts.append(helper.make_node('Cast', [tensor.name + '.half'], [tensor.name], to=TensorProto.FLOAT))
        else:
            kept.append(tensor)
    nodes = list(graph.node)
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(kept)
    graph.node.extend(casts + nodes)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--data', required=True)
    parser.add_argument('--out', required=True)
    parser.add_argument('--minutes', type=float, default=75)
    parser.add_argument('--steps', type=int, default=0, help='fixed number of steps; 0: as many as the minutes allow')
    parser.add_argument('--threads', type=int, default=2)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--lr', type=float, default=2e-3)
    o = parser.parse_args()
    torch.set_num_threads(o.threads)
    torch.manual_seed(o.seed)
    rng = np.random.default_rng(o.seed)
    os.makedirs(o.out, exist_ok=True)
    names = [os.path.basename(p)[:-7] for p in sorted(glob.glob(f'{o.data}/images/*.nii.gz'))]
    parts = split(names)
    train = [load(o.data, c) for c in parts['train']]
    validation = [(c,) + load(o.data, c) for c in parts['validation']]
    net = UNet()
    average = UNet()
    average.load_state_dict(net.state_dict())
    print('parameters', sum(p.numel() for p in net.parameters()), 'cases', {k: len(v) for k, v in parts.items()}, flush=True)
    optimiser = torch.optim.AdamW(net.parameters(), lr=o.lr, weight_decay=1e-2)
    start, step, seen, begin = time.time(), 0, [], 0.0
    checkpoint = f'{o.out}/checkpoint-{o.seed}.pt'
    if os.path.exists(checkpoint):
        saved = torch.load(checkpoint)
        net.load_state_dict(saved['net']); average.load_state_dict(saved['average']); optimiser.load_state_dict(saved['optimiser'])
        step, begin = saved['step'], saved['progress']
        rng = np.random.default_rng(o.seed + step)
    while True:
        elapsed = (time.time() - start) / (o.minutes * 60)
        progress = step / o.steps if o.steps else begin + (1 - begin) * elapsed
        if progress >= 1:
            break
        warm = min(1.0, (step + 1) / 200)
        for group in optimiser.param_groups:
            group['lr'] = o.lr * warm * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * progress)))
        views = [augment(*train[i], rng) for i in rng.choice(len(train), 2, replace=False)]
        x, y = torch.cat([v[0] for v in views]), torch.cat([v[1] for v in views])
        net.train()
        logits, deep = net(x)
        loss = dice_and_cross_entropy(logits, y) + 0.5 * dice_and_cross_entropy(F.interpolate(deep, PATCH, mode='trilinear', align_corners=False), y)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        optimiser.step()
        step += 1
        decay = min(0.998, (1 + step) / (10 + step))
        with torch.no_grad():
            for a, b in zip(average.parameters(), net.parameters()):
                a.lerp_(b, 1 - decay)
        seen.append(float(loss))
        if step % 250 == 0:
            torch.save({'net': net.state_dict(), 'average': average.state_dict(), 'optimiser': optimiser.state_dict(), 'step': step, 'progress': progress}, checkpoint)
            print(f'{step} progress {progress:.3f} loss {np.mean(seen[-250:]):.4f} minutes {(time.time() - start) / 60:.1f}', flush=True)
        if step % 1000 == 0:
            print('validation', json.dumps(evaluate(average, validation)[0]), flush=True)
    torch.save({'net': net.state_dict(), 'average': average.state_dict(), 'optimiser': optimiser.state_dict(), 'step': step, 'progress': 1.0}, checkpoint)
    print('validation', json.dumps(evaluate(average, validation)[0]), flush=True)
    export(average, f'{o.out}/hippocampus.onnx')
    print('steps', step, 'minutes', round((time.time() - start) / 60, 1), 'bytes', os.path.getsize(f'{o.out}/hippocampus.onnx'), flush=True)


if __name__ == '__main__':
    main()
