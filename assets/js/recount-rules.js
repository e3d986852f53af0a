// Counts an election exactly: greedy rules, orders without money, sequential Phragmén and the Method of Equal Shares with
// its completions. Written from the definitions (Peters, Pierczyński and Skowron 2021; Brill et al. 2017) as a second
// opinion on the count of the server, in whole numbers of any length. Where floating point is used to be quick, it only
// gives lower bounds with their rounding errors taken off; whatever those bounds leave open is decided exactly.

export class CannotCount extends Error {}
const gcd = (a, b) => { while (b) [a, b] = [b, a % b]; return a < 0n ? -a : a; };
const lcm = (a, b) => (a / gcd(a, b)) * b;
const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

// "12.5" or "1/3" as [numerator, denominator].
export function fraction(text) {
  const parts = /^([+-]?)(\d+)(?:\/(\d+)|[.,](\d*))?$/.exec(String(text));
  if (!parts || parts[3] === '0') throw new CannotCount(`not a number: ${text}`);
  const [, sign, whole, below, decimals = ''] = parts;
  const [n, d] = [BigInt(whole + decimals), below ? BigInt(below) : 10n ** BigInt(decimals.length)];
  const shared = gcd(n, d) || 1n;
  return [(sign === '-' ? -n : n) / shared, d / shared];
}
// n/d as the shortest exact text.
function written(n, d) {
  const shared = gcd(n, d) || 1n;
  [n, d] = [n / shared, d / shared];
  let places = 0;
  for (let rest = d; places < 400 && 10n ** BigInt(places) % rest; places++);
  if (places === 400) return `${n}/${d}`;
  const digits = (n * 10n ** BigInt(places) / d).toString().padStart(places + 1, '0');
  return places ? `${digits.slice(0, -places)}.${digits.slice(-places)}` : digits;
}
// By Unicode code point, as ids are ordered everywhere.
const byText = (one, other) => {
  const [a, b] = [[...one], [...other]].map((text) => text.map((sign) => sign.codePointAt(0)));
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
};

// The parts of an election that rules ask for. Ballots are lists of [place of the candidate, points].
class Election {
  constructor({ budget, candidates, ballots, form, struck = [], maxLength, defaultScore = 0, tieBreak }) {
    Object.assign(this, { candidates, ballots, form, n: ballots.length });
    const costs = candidates.map((one) => fraction(one.cost));
    this.unit = [...costs, fraction(budget)].reduce((unit, [, d]) => lcm(unit, d), 1n);
    this.budget = this.units(budget);
    this.costs = candidates.map((one) => this.units(one.cost));
    const out = new Set(struck);
    this.running = candidates.map((one, c) => !out.has(one.id) && this.costs[c] !== 999999999n * this.unit);
    this.places = candidates.map((_, c) => c).filter((c) => this.running[c]);
    this.pointUnit = ballots.flat().reduce((unit, [, points]) =>
      (points === undefined || Number.isInteger(points) ? unit : lcm(unit, fraction(points)[1])), fraction(defaultScore)[1]);
    this.points = (points) => { const [n, d] = fraction(points); return n * (this.pointUnit / d); };
    this.defaultScore = this.points(defaultScore);
    this.maxLength = maxLength ?? ballots.reduce((most, ballot) => Math.max(most, ballot.length), 0);
    const lot = new Map();
    for (const [place, id] of (tieBreak?.ids ?? []).entries()) if (!lot.has(id)) lot.set(id, place);
    const ids = candidates.map((one, c) => [lot.get(one.id) ?? Number.MAX_SAFE_INTEGER, one.id, c]);
    this.rank = [];
    ids.sort((a, b) => a[0] - b[0] || byText(a[1], b[1])).forEach(([, , c], rank) => { this.rank[c] = rank; });
  }

  // Money as a whole number of the unit; a finer unit is taken where an amount asks for it.
  units(amount) {
    const [n, d] = fraction(amount);
    const finer = lcm(this.unit, d) / this.unit;
    if (finer > 1n) {
      this.unit *= finer;
      if (this.budget !== undefined) this.budget *= finer;
      this.costs = this.costs?.map((cost) => cost * finer);
    }
    return n * (this.unit / d);
  }
  total(worth) {
    const sums = this.candidates.map(() => 0n);
    for (const ballot of this.ballots) ballot.forEach(([c, points], place) => { sums[c] += worth(c, points, place, ballot); });
    return sums;
  }
  measure(by = 'votes') {
    const ordered = this.form === 'ordinal';
    if (by === 'votes') return this.total(() => 1n);
    if (by === 'borda' && ordered) return this.total((c, p, place, ballot) => BigInt(ballot.length - 1 - place));
    if (by === 'score' && ordered) return this.total((c, p, place) => BigInt(Math.max(0, this.maxLength - place)));
    const above = (sums) => sums.map((sum) => sum + this.defaultScore * BigInt(this.n));
    if (by === 'score' && this.form === 'points') return above(this.total((c, points) => this.points(points) - this.defaultScore));
    throw new CannotCount(`these ballots know no ${by}`);
  }

  // Equal ballots together: sizes of groups, the choices of each, and the supporters of each candidate.
  support(kind) {
    const groups = new Map();
    for (const ballot of this.ballots) {
      let choices = ballot.map(([c, points], place) => [c, kind === 'named' ? 1 : kind === 'borda' ? ballot.length - 1 - place : Number(this.points(points))]);
      if (kind === 'points' && this.defaultScore > 0n) {
        const named = new Set(ballot.map(([c]) => c));
        for (const c of this.places) if (!named.has(c)) choices.push([c, Number(this.defaultScore)]);
      }
      choices = choices.filter(([c, worth]) => worth > 0 && this.running[c]).sort((a, b) => a[0] - b[0]);
      if (!choices.length) continue;
      const key = choices.join(';');
      if (!groups.has(key)) groups.set(key, { size: 0, choices });
      groups.get(key).size++;
    }
    const all = [...groups.values()];
    const by = this.candidates.map(() => ({ group: [], size: [], worth: [], votes: 0, sum: 0 }));
    all.forEach(({ size, choices }, g) => {
      for (const [c, worth] of choices) {
        by[c].group.push(g); by[c].size.push(size); by[c].worth.push(worth);
        by[c].votes += size; by[c].sum += size * worth;
      }
    });
    const free = this.places.filter((c) => this.costs[c] === 0n && by[c].votes);
    return { groups: all, by, free: free.sort((a, b) => byText(this.candidates[a].id, this.candidates[b].id)) };
  }
  best(places, ...compare) {
    return [...places].sort((a, b) => compare.reduce((found, next) => found || next(a, b), 0) || this.rank[a] - this.rank[b]);
  }
  sum(places) { return places.reduce((sum, c) => sum + this.costs[c], 0n); }
}

// Whoever has most goes first, as long as the money lasts.
function greedy(election, rule, given) {
  const has = election.measure(rule.by);
  const limit = rule.threshold === undefined ? undefined : rule.threshold === 'of_election' ? given.threshold : rule.threshold.at_least;
  const [least, per] = fraction(limit ?? 0);
  const scale = rule.by === 'score' && election.form === 'points' ? election.pointUnit : 1n;
  const listed = rule.ceilings === undefined ? [] : rule.ceilings === 'of_election' ? given.ceilings : rule.ceilings.listed;
  for (const { most } of listed) election.units(most);
  const ceilings = listed.map(({ over, name, most }) => ({ left: election.units(most), over: over === 'category' ? 'categories' : 'neighborhoods', name }));
  const covering = (c) => ceilings.filter(({ over, name }) => election.candidates[c][over]?.includes(name));
  const sets = (rule.exclusive ?? []).map((ids) => ({ ids: new Set(ids), by: undefined }));
  const nearly = rule.nearly === undefined || rule.skipping ? undefined : fraction(rule.nearly);
  const cost = (c) => election.costs[c];
  const free = (c) => rule.perCost && cost(c) === 0n && has[c] > 0n;
  const value = (c) => (rule.perCost ? (cost(c) === 0n ? [0n, 1n] : [has[c], cost(c)]) : [has[c], 1n]);
  const line = election.best(election.places, (a, b) => free(b) - free(a), (a, b) => {
    const [[na, da], [nb, db]] = [value(a), value(b)];
    return order(nb * da, na * db);
  });
  const funded = [];
  let [left, stopped] = [election.budget, false];
  for (const c of line) {
    if (stopped) break;
    if (has[c] * per < least * scale) continue;
    const own = sets.filter(({ ids }) => ids.has(election.candidates[c].id));
    if (own.some(({ by }) => by !== undefined) || covering(c).some((ceiling) => cost(c) > ceiling.left)) continue;
    if (cost(c) > left) {
      stopped = !rule.skipping;
      if (!nearly || left < 0n || left * nearly[1] < nearly[0] * cost(c)) continue;
    }
    left -= cost(c);
    for (const ceiling of covering(c)) ceiling.left -= cost(c);
    for (const set of own) set.by = c;
    funded.push(c);
  }
  return funded;
}

// An order without money.
function top(election, rule) {
  const has = election.measure(rule.by);
  return election.best(election.places, (a, b) => order(has[b], has[a])).slice(0, rule.most ?? undefined);
}

// Everybody earns at the same speed; supporters buy together as soon as they can. Loads are fractions over one denominator.
function phragmen(election, rule, progress) {
  const { groups, by, free } = election.support('named');
  let [last, loads, below, left] = [groups.map(() => -1), [], 1n, election.budget];
  let waiting = election.places.filter((c) => by[c].votes && election.costs[c] > 0n && election.costs[c] <= left);
  const funded = [...free];
  for (;;) {
    if (rule.skipping) waiting = waiting.filter((c) => election.costs[c] <= left);
    if (!waiting.length) return funded;
    const next = new Map(waiting.map((c) => {
      const bearing = loads.map(() => 0);
      by[c].group.forEach((g, i) => { if (last[g] >= 0) bearing[last[g]] += by[c].size[i]; });
      return [c, bearing.reduce((sum, voters, round) => (voters ? sum + BigInt(voters) * loads[round] : sum), election.costs[c] * below)];
    }));
    const compare = (a, b) => order(next.get(a) * BigInt(by[b].votes), next.get(b) * BigInt(by[a].votes));
    const least = waiting.reduce((best, c) => (best === undefined || compare(c, best) < 0 ? c : best), undefined);
    const tied = election.best(waiting.filter((c) => compare(c, least) === 0));
    if (tied.some((c) => election.costs[c] > left)) return funded;
    const [chosen] = tied;
    const shared = gcd(next.get(chosen), BigInt(by[chosen].votes));
    const times = BigInt(by[chosen].votes) / shared;
    loads.forEach((load, round) => { loads[round] = load * times; });
    loads.push(next.get(chosen) / shared);
    below *= times;
    for (const g of by[chosen].group) last[g] = loads.length - 1;
    left -= election.costs[chosen];
    funded.push(chosen);
    waiting = waiting.filter((c) => c !== chosen);
    progress(funded.length, election.places.length);
  }
}

const ROUNDING = 2 ** -52;
// Of a quotient of whole numbers, good to the last digits.
function number(n, d) {
  const shift = BigInt(Math.max(0, d.toString(16).length * 4 - n.toString(16).length * 4 + 72));
  return Number((n << shift) / d) * 2 ** -Number(shift);
}

// One count of equal shares in which everybody begins with `endowment`. What a voter has left is the endowment less the
// prices of what it supports and was bought, or nothing (`empty`). Prices are fractions over one denominator, `below`.
// For any set of supporters who give all they have, the price at which the others pay the rest is a lower bound on the real
// price; the real one is found when the set is that of those who have less than they would pay.
function shares(shop, endowment, limit = undefined) {
  const { groups, by, costs, worth, election } = shop;
  const start = Number(endowment);
  const money = new Float64Array(groups.length).fill(start);
  const [empty, poor] = [new Uint8Array(groups.length), new Uint8Array(groups.length)];
  const round = election.candidates.map(() => -1);
  let [prices, bought, below, spent] = [[], [], 1n, 0n];
  let waiting = [...shop.entrants];
  const low = by.map(({ sum }, c) => (Number(costs[c]) / sum) * (1 - 8 * ROUNDING));
  const unsure = () => start * (bought.length + 1) * 8 * ROUNDING;
  // What one voter has left, times `below`.
  const has = (g) => (empty[g] ? 0n : groups[g].choices.reduce(
    (left, [c, gives]) => (round[c] < 0 ? left : left - BigInt(gives) * prices[round[c]]), endowment * below));
  // A better lower bound; false if the supporters surely have too little.
  const look = (c) => {
    const { group, size, worth: gives } = by[c];
    const cost = Number(costs[c]);
    for (let price = low[c]; ;) {
      let [paid, open, voters] = [0, 0, 0];
      for (let i = 0; i < group.length; i++) {
        if (money[group[i]] < price * gives[i]) { paid += size[i] * money[group[i]]; voters += size[i]; } else open += size[i] * gives[i];
      }
      const error = voters * unsure() + (cost + paid) * (group.length + 8) * 2 * ROUNDING;
      if (!open) return paid + error >= cost;
      const found = ((cost - paid - error) / open) * (1 - 8 * ROUNDING);
      if (!(found > price * (1 + 1e-13))) return true;
      low[c] = price = found;
    }
  };
  // Whether a voter has less than it would pay at a price of top/(below·open); -1, 0 or 1.
  const beside = (g, gives, top, open, price) => {
    const between = money[g] - price * gives;
    if (Math.abs(between) > unsure() + price * gives * 8 * ROUNDING) return between;
    return order(has(g) * BigInt(open), top * BigInt(gives));
  };
  // The exact price, as top/(below·open); nothing if supporters have too little. `poor` is then who gives all.
  const exact = (c) => {
    const { group, size, worth: gives } = by[c];
    group.forEach((g, i) => { poor[g] = money[g] < low[c] * gives[i] ? 1 : 0; });
    if (group.every((g) => poor[g])) group.forEach((g) => { poor[g] = 0; });
    for (;;) {
      const paid = prices.map(() => 0);
      let [open, whole] = [0, 0];
      group.forEach((g, i) => {
        if (!poor[g]) open += size[i] * gives[i];
        else if (!empty[g]) {
          whole += size[i];
          for (const [other, worth] of groups[g].choices) if (round[other] >= 0) paid[round[other]] += size[i] * worth;
        }
      });
      if (!open) return undefined;
      const top = prices.reduce((sum, price, r) => (paid[r] ? sum + BigInt(paid[r]) * price : sum), (costs[c] - BigInt(whole) * endowment) * below);
      const price = number(top, below * BigInt(open));
      let changed = false;
      group.forEach((g, i) => {
        const less = beside(g, gives[i], top, open, price) < 0 ? 1 : 0;
        if (less !== poor[g]) [poor[g], changed] = [less, true];
      });
      if (!changed) return { c, top, open, price };
    }
  };
  const compare = (a, b) => order(a.top * BigInt(b.open) * worth[b.c], b.top * BigInt(a.open) * worth[a.c]) || election.rank[a.c] - election.rank[b.c];
  const each = worth.map(Number);
  for (let best; ; best = undefined) {
    const [fresh, done] = [new Set(), new Set()];
    for (;;) {
      let next;
      for (const c of waiting) if (!done.has(c) && (next === undefined || low[c] / each[c] < low[next] / each[next])) next = c;
      if (next === undefined || (best && low[next] / each[next] > (best.price / each[best.c]) * (1 + 32 * ROUNDING))) break;
      let keep = true;
      if (!fresh.has(next)) { fresh.add(next); keep = look(next); } else {
        const found = exact(next);
        keep = found !== undefined;
        done.add(next);
        if (keep && (!best || compare(found, best) < 0)) best = found;
      }
      if (!keep) waiting = waiting.filter((c) => c !== next);
    }
    if (!best) return { bought, spent };
    const { c, top, open, price } = best;
    spent += costs[c];
    if (limit !== undefined && spent > limit) return { bought, spent, over: true };
    const paying = by[c].group.map((g, i) => (beside(g, by[c].worth[i], top, open, price) <= 0 ? 0 : by[c].worth[i]));
    const shared = gcd(top, BigInt(open));
    const times = BigInt(open) / shared;
    prices.forEach((before, r) => { prices[r] = before * times; });
    prices.push(top / shared);
    below *= times;
    round[c] = bought.length;
    by[c].group.forEach((g, i) => {
      if (paying[i]) money[g] = Math.max(0, money[g] - price * paying[i]);
      else [money[g], empty[g]] = [0, 1];
    });
    bought.push(c);
    waiting = waiting.filter((other) => other !== c);
  }
}

// Equal shares with what comes before and after it.
function equalShares(election, rule, progress, given) {
  const step = rule.addOne ? election.units(rule.addOne.increment) : 0n;
  if (rule.addOne && step <= 0n) throw new CannotCount('the increment is not above zero');
  const { utility } = rule;
  const kind = utility === 'points' || utility === 'borda' ? utility : 'named';
  if (kind !== 'named') election.measure(kind === 'points' ? 'score' : 'borda');
  if (kind === 'points' && election.form !== 'points') throw new CannotCount('these ballots know no points');
  const { groups, by, free } = election.support(kind);
  const [part, of] = rule.admission === undefined ? [0n, 1n] : fraction(rule.admission);
  const admitted = (c) => BigInt(by[c].votes) * election.budget * of >= part * election.costs[c] * BigInt(election.n);
  const entrants = election.places.filter((c) => by[c].votes && election.costs[c] > 0n && admitted(c));
  // Everything times the number of voters, so that equal parts of the budget are whole.
  const n = BigInt(election.n || 1);
  const costs = election.costs.map((cost) => cost * n);
  const worth = costs.map((cost) => (utility === 'cost' ? cost : 1n));
  const shop = { election, groups, by, entrants, costs, worth };
  const [budget, increment] = [election.budget * n, step * n];
  let endowment = election.n ? election.budget : 0n;
  if (rule.addOne?.integral) endowment -= endowment % (election.unit * n);
  let kept = shares(shop, endowment);
  for (let runs = 1; rule.addOne && election.n && kept.bought.length < entrants.length; runs++) {
    const fits = entrants.some((c) => !kept.bought.includes(c) && costs[c] <= budget - kept.spent);
    if (rule.addOne.exhaustive && !fits) break;
    progress(runs, undefined);
    endowment += increment;
    const next = shares(shop, endowment, budget);
    if (next.over) break;
    kept = next;
  }
  const funded = [...free, ...kept.bought];
  if (rule.utilitarian) {
    const has = kind === 'named' ? by.map((one) => BigInt(one.votes)) : election.measure('score');
    const open = election.places.filter((c) => !funded.includes(c) && admitted(c));
    for (const c of election.best(open, (a, b) => order(has[b], has[a]))) {
      if (election.sum(funded) + election.costs[c] <= election.budget) funded.push(c);
    }
  }
  if (!rule.comparison) return funded;
  const other = greedy(election, { skipping: true }, given);
  const most = rule.comparison === 'exclusion' ? 1 : Infinity;
  const inside = (places, ballot) => Math.min(most, ballot.filter(([c]) => places.includes(c)).length);
  const balance = election.ballots.reduce((sum, ballot) => sum + Math.sign(inside(other, ballot) - inside(funded, ballot)), 0);
  return balance > 0 ? other : funded;
}

const FAMILIES = { greedy_votes: (e, rule, progress, given) => greedy(e, rule, given), top_n: top, phragmen, equal_shares: equalShares };
export const canCount = (rule) => Object.hasOwn(FAMILIES, rule.rule);

// `input`: {rule, budget, candidates: [{id, cost, categories, neighborhoods}], form: 'approval' | 'ordinal' | 'points',
// ballots: [[[place, points]…]…], struck: [id…], maxLength, defaultScore, threshold, ceilings}. Money in currency units.
// Gives {selected: ids in order, cost: text}. `progress(done, of)` is called now and then.
export function count(input, progress = () => {}) {
  const { rule } = input;
  if (!canCount(rule)) throw new CannotCount(`the rule ${rule.rule} is not among those that are counted here`);
  const election = new Election({ ...input, tieBreak: rule.tieBreak ?? rule.tie_break });
  const funded = FAMILIES[rule.rule](election, rule, progress, input);
  return { selected: funded.map((c) => election.candidates[c].id), cost: written(election.sum(funded), election.unit) };
}

// Ballots as they are written down (a list of lists), as `count` takes them. Numbers of candidates become places.
export function read(form, ballots, place) {
  const single = form === 'plans' || form === 'ranking';
  const forms = { plans: 'approval', ranking: 'ordinal', points: 'points', 'yes-no': 'points' };
  const of = (entry) => (single ? [place(entry)] : [place(entry[0]), entry[1]]);
  return { form: forms[form], ballots: ballots.map((ballot) => ballot.filter((entry) => form !== 'yes-no' || entry[1] !== 0).map(of)) };
}
