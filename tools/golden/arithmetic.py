"""Writes the high-precision material of simulations/random: python3 tools/golden/arithmetic.py

Everything is computed with 70 digits by the standard library's decimal, by methods other than the lab's own:
  simulations/random/{exponential,logarithm,mills-ratio}-table.ts   constants the functions look up
  tests/random/golden/*.json                                         inputs (bits) and true values (40 digits)
"""
import json
import os
import random
import struct
from decimal import Decimal as D, getcontext
from fractions import Fraction

getcontext().prec = 70
getcontext().Emin = -999999
getcontext().Emax = 999999
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
KERNEL = os.path.join(ROOT, 'simulations', 'random')
GOLDEN = os.path.join(ROOT, 'tests', 'random', 'golden')
rng = random.Random(20240229)


# ---------------------------------------------------------------- exact mathematics
def compute_pi():
    """Machin: pi = 16 atan(1/5) - 4 atan(1/239)."""
    def arctan_inverse(n):
        total, power, k = D(0), D(1) / n, 0
        while abs(power) > D(10) ** -75:
            total += power / (2 * k + 1) * (1 if k % 2 == 0 else -1)
            power /= n * n
            k += 1
        return total
    return 16 * arctan_inverse(5) - 4 * arctan_inverse(239)


PI = compute_pi()
LN2 = D(2).ln()


def dec(x):
    """The exact decimal value of a double (or an int)."""
    return D(x)


def expm1(x):
    return x.exp() - 1 if abs(x) > D('1e-5') else sum_series(x)


def sum_series(x):
    total, term, k = D(0), x, 1
    while term != 0 and abs(term) > abs(x) * D(10) ** -72:
        total += term
        k += 1
        term = term * x / k
    return total


def log1p(x):
    if abs(x) > D('1e-5'):
        return (1 + x).ln()
    total, power, k = D(0), x, 1
    while abs(power) > abs(x) * D(10) ** -72 and power != 0:
        total += power / k * (1 if k % 2 else -1)
        power *= x
        k += 1
    return total


def normal_density(x):
    return (-x * x / 2).exp() / (2 * PI).sqrt()


def upper_normal(x):
    """1 - Phi(x), x >= 0; series with guard digits below 9, continued fraction above."""
    if x < 9:
        saved = getcontext().prec
        getcontext().prec = 120
        term, total, k = x, x, 0
        while abs(term) > D(10) ** -110:
            k += 1
            term = term * x * x / (2 * k + 1)
            total += term
        half = D(1) / 2 - total * (-x * x / 2).exp() / (2 * HIGH_PI).sqrt()
        getcontext().prec = saved
        return +half
    fraction = D(0)
    for k in range(600, 0, -1):
        fraction = k / (x + fraction)
    return normal_density(x) / (x + fraction)


def high_pi():
    saved = getcontext().prec
    getcontext().prec = 125
    def arctan_inverse(n):
        total, power, k = D(0), D(1) / n, 0
        while abs(power) > D(10) ** -130:
            total += power / (2 * k + 1) * (1 if k % 2 == 0 else -1)
            power /= n * n
            k += 1
        return total
    value = 16 * arctan_inverse(5) - 4 * arctan_inverse(239)
    getcontext().prec = saved
    return value


HIGH_PI = high_pi()


def phi(x):
    return upper_normal(-x) if x < 0 else 1 - upper_normal(x)


def inverse_phi(p, start):
    """Newton from a double; five steps give more digits than are kept."""
    z = D(start)
    upper = p > D(1) / 2
    for _ in range(6):
        if upper:
            z += (upper_normal(z) - (1 - p)) / normal_density(z) if z >= 0 else -(phi(z) - p) / normal_density(z)
        else:
            z -= (phi(z) - p) / normal_density(z)
    return z


def bernoulli(count):
    values = [Fraction(1)]
    row = [Fraction(0)] * (count + 1)
    out = []
    for m in range(count + 1):
        row[m] = Fraction(1, m + 1)
        for j in range(m, 0, -1):
            row[j - 1] = j * (row[j - 1] - row[j])
        out.append(row[0])
    return out


BERNOULLI = bernoulli(60)


def log_gamma(x):
    """Stirling's series at x + 80 or more, brought back by the recurrence."""
    x = D(x)
    product = D(1)
    while x < 80:
        product *= x
        x += 1
    total = (x - D(1) / 2) * x.ln() - x + (2 * PI).ln() / 2
    for k in range(1, 30):
        b = BERNOULLI[2 * k]
        total += D(b.numerator) / D(b.denominator) / (2 * k * (2 * k - 1)) / x ** (2 * k - 1)
    return total - product.ln()


def log_beta(a, b):
    return log_gamma(a) + log_gamma(b) - log_gamma(D(a) + D(b))


def beta_distribution(x, a, b):
    """x^a (1-x)^b / (a B) * sum of (a+b)_n / (a+1)_n x^n: all terms positive."""
    x, a, b = D(x), D(a), D(b)
    if x > a / (a + b):
        return 1 - beta_distribution(1 - x, b, a)
    total, term, n = D(1), D(1), 0
    while term > total * D(10) ** -66:
        term = term * x * (a + b + n) / (a + 1 + n)
        total += term
        n += 1
    return (a * x.ln() + b * (1 - x).ln() - log_beta(a, b)).exp() / a * total


# ---------------------------------------------------------------- writing
def bits(x):
    return struct.pack('>d', x).hex()


def digits(value):
    saved = getcontext().prec
    getcontext().prec = 40
    text = str(+value)
    getcontext().prec = saved
    return text


def write_golden(name, about, rows):
    os.makedirs(GOLDEN, exist_ok=True)
    with open(os.path.join(GOLDEN, name + '.json'), 'w') as file:
        file.write('{\n  "about": %s,\n  "rows": [\n' % json.dumps(about))
        file.write(',\n'.join('    ' + json.dumps(row) for row in rows))
        file.write('\n  ]\n}\n')


def literal(x):
    text = repr(float(x))
    return text[:-2] if text.endswith('.0') else text


def write_table(name, header, constant, values):
    with open(os.path.join(KERNEL, name + '.ts'), 'w') as file:
        file.write('/*\n' + ''.join(' * ' + line + '\n' for line in header) + ' */\n')
        file.write('\nexport const %s = new Float64Array([\n' % constant)
        line = ' '
        for value in values:
            item = ' ' + literal(value) + ','
            if len(line) + len(item) > 110:
                file.write(line + '\n')
                line = ' '
            line += item
        file.write(line + '\n]);\n')


def split(value):
    high = float(value)
    return [high, float(value - dec(high))]


def split_short(value, grid_bits):
    """A high part on a grid of 2^-grid_bits, so that adding a multiple of ln 2's high part is exact; and the rest."""
    scale = D(2) ** grid_bits
    high = (value * scale).to_integral_value() / scale
    return [float(high), float(value - high)]


# ---------------------------------------------------------------- constants of the kernel
def tables():
    write_table('exponential-table', [
        'Generated by tools/golden/arithmetic.py: 2^(j/64) for j = 0 to 63, each as a double and what that double',
        'lacks, interleaved. exponential.ts reads it.',
    ], 'POWERS_OF_TWO_64TH', [part for j in range(64) for part in split((LN2 * j / 64).exp())])

    rows = []
    for i in range(128):
        # Cell i of the mantissa holds m in [1 + i/128, 1 + (i+1)/128); from the 53rd on, m is halved.
        middle = (1 + (D(2 * i + 1)) / 256) / (2 if i >= 53 else 1)
        grid = 128 if i >= 53 else 256
        inverse = (grid / middle).to_integral_value() / grid
        if i in (0, 127):
            inverse = D(1)
        rows += split_short(-(inverse.ln()), 40)
    write_table('logarithm-table', [
        'Generated by tools/golden/arithmetic.py: -ln of the short inverse of each of the 128 cells of the mantissa',
        '(logarithm.ts says which), as a multiple of 2^-40 and what that lacks, interleaved.',
    ], 'LOGARITHMS_OF_CELLS', rows)

    write_table('mills-ratio-table', [
        "Generated by tools/golden/arithmetic.py: Mills' ratio (1 - Phi(x)) / phi(x) at x = 0, 1/2, 1 ... 10.",
    ], 'MILLS_RATIO_AT_HALVES', [upper_normal(D(j) / 2) / normal_density(D(j) / 2) for j in range(21)])
    print('ln2 high, low', split_short(LN2, 40))
    print('ln2/64', split_short(LN2 / 64, 42), '64/ln2', repr(float(64 / LN2)))


# ---------------------------------------------------------------- golden values
def spread(count, low, high):
    return [rng.uniform(low, high) for _ in range(count)]


def log_spread(count, low, high):
    return [10.0 ** rng.uniform(low, high) for _ in range(count)]


def unary(name, about, inputs, function):
    write_golden(name, about, [[bits(x), digits(function(dec(x)))] for x in inputs])


def golden():
    signs = lambda values: [v if i % 2 else -v for i, v in enumerate(values)]
    unary('exponential', 'exp(x): bits of x, value', spread(150, -5, 5) + spread(80, -700, 709)
          + signs(log_spread(60, -17, 0)) + spread(10, -707, -700) + [1.0, -1.0, 709.78, 0.5, 2.0, -0.5],
          lambda x: x.exp())
    unary('expm1', 'exp(x) - 1: bits of x, value', signs(log_spread(120, -17, 1)) + spread(60, -40, 40)
          + spread(60, -0.02, 0.02), expm1)
    unary('logarithm', 'ln x: bits of x, value', log_spread(80, -307, 308) + spread(80, 0.9, 1.1)
          + spread(80, 0.5, 4) + [1 + s for s in signs(log_spread(60, -15, -2))] + [2.0, 10.0, 0.5, 5e-324, 1e-310],
          lambda x: x.ln())
    unary('log1p', 'ln(1 + x): bits of x, value', signs(log_spread(120, -17, -0.001)) + log_spread(40, 0, 15)
          + spread(60, -0.9, 2), log1p)
    unary('normal-distribution', 'Phi(x): bits of x, value', spread(100, -8.3, 8.3) + spread(60, -37, -8)
          + signs(log_spread(40, -12, 0)), phi)

    rows = []
    import statistics
    standard = statistics.NormalDist()
    for p in spread(100, 0.001, 0.999) + log_spread(80, -15.9, -1) + log_spread(40, -300, -16) + [
            1 - 2.0 ** -53, 2.0 ** -53, 0.25, 0.75, 0.075, 0.925] + [1 - v for v in log_spread(30, -15, -2)]:
        if p < 1e-15:
            start = -float((-2 * dec(p).ln() - ((-2 * dec(p).ln()) * 2 * PI).ln()).sqrt())
        else:
            start = standard.inv_cdf(p)
        rows.append([bits(p), digits(inverse_phi(dec(p), start))])
    write_golden('inverse-normal', 'z with Phi(z) = p: bits of p, value', rows)

    unary('log-gamma', 'ln Gamma(x): bits of x, value', log_spread(120, -6, 7) + spread(80, 0.05, 12)
          + spread(40, 0.9, 2.1), log_gamma)

    rows = []
    for base, exponent in [(rng.uniform(0.01, 20), rng.uniform(-12, 12)) for _ in range(120)] + [
            (1 + rng.uniform(-0.01, 0.01), rng.uniform(-500, 500)) for _ in range(60)] + [
            (rng.uniform(0.1, 10), float(rng.randint(-20, 20))) for _ in range(60)]:
        rows.append([bits(base), bits(exponent), digits((dec(exponent) * dec(base).ln()).exp())])
    write_golden('power', 'base^exponent: bits of base, bits of exponent, value', rows)

    rows = []
    for a, b in [(1, 1), (0.5, 0.5), (0.05, 0.05), (0.05, 3), (0.7, 1.2), (2, 5), (1, 30), (30, 1.5), (150, 40),
                 (1000, 1000), (10000, 10000), (10000, 0.05), (0.05, 10000), (0.668, 3.806), (3, 300)]:
        mean, sd = a / (a + b), (a * b / (a + b) ** 2 / (a + b + 1)) ** 0.5
        for z in (-7, -4, -2, -1, -0.2, 0, 0.3, 1, 2.5, 4):
            x = mean + z * sd
            if x <= 0:
                x = mean * 10.0 ** (3 * z)
            if x >= 1:
                x = 1 - (1 - mean) * 10.0 ** (-z)
            rows.append([bits(x), float(a), float(b), digits(beta_distribution(x, a, b))])
    write_golden('beta-distribution', 'I_x(a, b): bits of x, a, b, value', rows)

    rows = []
    for mean in (0.001, 0.3, 1.0, 4.7, 11.9, 12.1, 40.0, 333.3, 5000.0, 1000000.0):
        sd = mean ** 0.5
        low, high = max(0, int(mean - 14 * sd)), int(mean + 12 * sd + 30)
        wanted = {max(low, int(mean + z * sd)) for z in (-5, -3, -1, -0.3, 0, 0.3, 1, 3, 5)}
        m = dec(mean)
        pmf = (low * m.ln() - m - log_gamma(low + 1)).exp()
        below = D(0)
        for k in range(low, high):
            below += pmf
            if k in wanted:
                rows.append([mean, k, digits(below)])
            pmf = pmf * m / (k + 1)
    write_golden('poisson-distribution', 'P(X <= k), X Poisson: mean, k, value', rows)

    rows = []
    for n, p in ((1, 0.3), (10, 0.02), (10, 0.97), (40, 0.5), (300, 0.04), (300, 0.96), (5000, 0.31),
                 (1000000, 0.2), (1000000, 0.00001), (1000000, 0.75)):
        mean, sd = n * p, (n * p * (1 - p)) ** 0.5
        low, high = max(0, int(mean - 14 * sd - 40)), min(n, int(mean + 12 * sd + 30))
        wanted = {min(n, max(low, int(mean + z * sd))) for z in (-5, -3, -1, -0.3, 0, 0.3, 1, 3, 5)}
        q = dec(p)
        ratio = q / (1 - q)
        pmf = (log_gamma(n + 1) - log_gamma(low + 1) - log_gamma(n - low + 1) + low * q.ln() + (n - low) * (1 - q).ln()).exp()
        below = D(0)
        for k in range(low, high + 1):
            below += pmf
            if k in wanted:
                rows.append([n, p, k, digits(below)])
            pmf = pmf * (n - k) * ratio / (k + 1)
    write_golden('binomial-distribution', 'P(X <= k), X binomial: n, p, k, value', rows)

    unary('logistic', '1 / (1 + exp(-x)): bits of x, value', spread(80, -30, 30) + spread(40, -700, 2)
          + spread(40, -1, 1), lambda x: 1 / (1 + (-x).exp()))
    unary('logit', 'ln(p / (1 - p)): bits of p, value', spread(80, 0, 1) + log_spread(40, -300, -1)
          + [1 - v for v in log_spread(30, -15, -1)] + [0.5 + s for s in signs(log_spread(40, -15, -1))],
          lambda p: (p / (1 - p)).ln())


tables()
golden()
