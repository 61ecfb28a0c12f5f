use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::frame::{Frame, LocalChanges};
use super::pair::Pair;
use crate::breaking::schema::change::SchemaChange;
use crate::breaking::schema::congruence::Congruence;
use crate::breaking::schema::shape::Normaliser;
use crate::model::description::Schemas;

/// How often assumptions about recursive schemas are corrected before all of them are given up.
const MAX_ROUNDS: usize = 5;
/// How deep the choice of an alternative may depend on another choice.
const MAX_NESTED: usize = 24;
/// Pairs that are compared for one question; beyond, nothing is shown.
const MAX_PAIRS: usize = 400_000;
/// Pieces of properties that are tried for one question. Each is a pair of its own, which may split again.
const MAX_PIECES: usize = 2_000;
/// Parts of schemas that are made up for one question; beyond, nothing is shown.
const MAX_SLICES: usize = 10_000;

/// Pairs of schemas, with their differences.
pub struct PairGraph<'d> {
    pub old: Normaliser<'d>,
    pub new: Normaliser<'d>,
    pub congruence: Congruence<'d>,
    ids: HashMap<Pair, usize>,
    nodes: Vec<Node>,
    known: HashMap<SchemaChange, Rc<SchemaChange>>,
    /// Pairs whose verdict was needed before it was known, and was taken to be good.
    assumed: HashSet<usize>,
    /// Of these, the ones that turned out not to be good.
    refuted: HashSet<usize>,
    /// Pairs since the last question, which fall with an assumption.
    recent: Vec<usize>,
    assumes_nothing: bool,
    nested: usize,
    /// Pieces of properties since the last question.
    pieces: usize,
    /// Slices that there were before the last question.
    slices: usize,
}

struct Node {
    pair: Pair,
    state: State,
    changes: Vec<Rc<SchemaChange>>,
    parts: Vec<usize>,
    verdict: Option<bool>,
    /// What differs in it and in all that it consists of.
    all: Option<Rc<[Rc<SchemaChange>]>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Unknown,
    /// It is being compared.
    Open,
    Compared,
}

impl<'d> PairGraph<'d> {
    pub fn new(old: &'d Schemas, new: &'d Schemas) -> Self {
        Self {
            old: Normaliser::new(old),
            new: Normaliser::new(new),
            congruence: Congruence::new(old, new),
            ids: HashMap::new(),
            nodes: Vec::new(),
            known: HashMap::new(),
            assumed: HashSet::new(),
            refuted: HashSet::new(),
            recent: Vec::new(),
            assumes_nothing: false,
            nested: 0,
            pieces: 0,
            slices: 0,
        }
    }

    /// Takes some more pieces of a property; `false` when there were too many.
    pub fn split(&mut self, pieces: usize) -> bool {
        self.pieces += pieces;
        self.pieces <= MAX_PIECES
    }

    /// The place of a pair in the graph.
    pub fn id(&mut self, pair: Pair) -> usize {
        if let Some(id) = self.ids.get(&pair) {
            return *id;
        }
        let id = self.nodes.len();
        self.nodes.push(Node {
            pair: pair.clone(),
            state: State::Unknown,
            changes: Vec::new(),
            parts: Vec::new(),
            verdict: None,
            all: None,
        });
        self.ids.insert(pair, id);
        id
    }

    /// Every difference of a pair and of what it consists of.
    pub fn changes(&mut self, pair: Pair) -> Rc<[Rc<SchemaChange>]> {
        let root = self.id(pair);
        self.pieces = 0;
        self.slices = self.sliced();
        for round in 0..=MAX_ROUNDS {
            self.assumes_nothing = round == MAX_ROUNDS;
            self.assumed.clear();
            self.recent.clear();
            self.explore(root);
            let assumed: Vec<usize> = self.assumed.iter().copied().collect();
            let wrong: Vec<usize> = assumed.into_iter().filter(|id| !self.holds(*id)).collect();
            if wrong.iter().all(|id| self.refuted.contains(id)) {
                break;
            }
            self.refuted.extend(wrong);
            self.forget_recent();
        }
        self.assumes_nothing = false;
        self.gather(root)
    }

    /// What differs in what a pair says about its values beside which are valid.
    pub fn annotations(&mut self, pair: &Pair) -> Vec<Rc<SchemaChange>> {
        let local = Frame::annotated(self, pair);
        self.intern(local.changes)
    }

    /// The same difference is kept once.
    fn intern(&mut self, changes: Vec<SchemaChange>) -> Vec<Rc<SchemaChange>> {
        let mut kept: Vec<Rc<SchemaChange>> = Vec::with_capacity(changes.len());
        for change in changes {
            let known = self.known.entry(change.clone());
            let change = Rc::clone(known.or_insert_with(|| Rc::new(change)));
            if !kept.iter().any(|known| Rc::ptr_eq(known, &change)) {
                kept.push(change);
            }
        }
        kept
    }

    fn forget_recent(&mut self) {
        for id in std::mem::take(&mut self.recent) {
            let node = &mut self.nodes[id];
            node.state = State::Unknown;
            node.verdict = None;
            node.changes.clear();
            node.parts.clear();
        }
    }

    /// Whether nothing in a pair breaks.
    pub fn fits(&mut self, pair: Pair) -> bool {
        let id = self.id(pair);
        self.fits_id(id)
    }

    pub fn fits_id(&mut self, id: usize) -> bool {
        let is_too_much = self.nested >= MAX_NESTED
            || self.recent.len() > MAX_PAIRS
            || self.sliced() - self.slices > MAX_SLICES;
        if is_too_much {
            return false;
        }
        self.explore(id);
        self.holds(id)
    }

    fn sliced(&self) -> usize {
        self.old.sliced() + self.new.sliced()
    }

    /// Compares a pair and all that it consists of.
    fn explore(&mut self, root: usize) {
        let mut open = vec![root];
        while let Some(id) = open.pop() {
            if self.nodes[id].state != State::Unknown {
                continue;
            }
            self.nodes[id].state = State::Open;
            self.recent.push(id);
            let pair = self.nodes[id].pair.clone();
            self.nested += 1;
            let local = match self.recent.len() > MAX_PAIRS {
                true => Frame::undecided(self, &pair),
                false => Frame::compare(self, &pair),
            };
            self.nested -= 1;
            open.extend(&local.parts);
            self.keep(id, local);
        }
    }

    fn keep(&mut self, id: usize, local: LocalChanges) {
        let changes = self.intern(local.changes);
        let node = &mut self.nodes[id];
        node.changes = changes;
        node.parts = local.parts;
        node.state = State::Compared;
    }

    /// Whether nothing breaks in a pair that was explored.
    fn holds(&mut self, root: usize) -> bool {
        let mut seen = HashSet::from([root]);
        let mut open = vec![root];
        let mut pending = false;
        while let Some(id) = open.pop() {
            let node = &self.nodes[id];
            let fails = match (node.state, node.verdict) {
                (_, Some(true)) => continue,
                (_, Some(false)) => true,
                (State::Compared, None) => {
                    node.changes.iter().any(|change| change.level.is_breaking())
                }
                (State::Open | State::Unknown, None) => {
                    pending = true;
                    self.assumed.insert(id);
                    self.assumes_nothing || self.refuted.contains(&id)
                }
            };
            if fails {
                if !pending {
                    self.nodes[root].verdict = Some(false);
                }
                return false;
            }
            open.extend(node.parts.iter().filter(|part| seen.insert(**part)));
        }
        if !pending {
            for id in seen {
                self.nodes[id].verdict = Some(true);
            }
        }
        true
    }

    /// Collects the differences, bottom-up; what consists of each other has the same.
    fn gather(&mut self, root: usize) -> Rc<[Rc<SchemaChange>]> {
        if let Some(all) = &self.nodes[root].all {
            return Rc::clone(all);
        }
        for component in self.components(root) {
            let members: HashSet<usize> = component.iter().copied().collect();
            let mut all: Vec<Rc<SchemaChange>> = Vec::new();
            let mut seen: HashSet<*const SchemaChange> = HashSet::new();
            for id in &component {
                let node = &self.nodes[*id];
                let below = node.parts.iter().filter(|part| !members.contains(part));
                let below = below.filter_map(|part| self.nodes[*part].all.as_ref());
                let changes = node.changes.iter().chain(below.flat_map(|all| all.iter()));
                all.extend(
                    changes
                        .filter(|change| seen.insert(Rc::as_ptr(change)))
                        .cloned(),
                );
            }
            let all: Rc<[Rc<SchemaChange>]> = all.into();
            for id in component {
                self.nodes[id].all = Some(Rc::clone(&all));
            }
        }
        self.nodes[root].all.clone().unwrap_or_default()
    }

    /// The strongly connected components of what a pair consists of, those below first (Tarjan's algorithm without recursion).
    fn components(&self, root: usize) -> Vec<Vec<usize>> {
        let mut index: HashMap<usize, usize> = HashMap::new();
        let mut low: HashMap<usize, usize> = HashMap::new();
        let mut on_path: HashSet<usize> = HashSet::new();
        let mut path = Vec::new();
        let mut components = Vec::new();
        let mut open = vec![(root, 0)];
        while let Some((id, next)) = open.pop() {
            if next == 0 {
                let order = index.len();
                index.insert(id, order);
                low.insert(id, order);
                path.push(id);
                on_path.insert(id);
            }
            let Some(part) = self.nodes[id].parts.get(next).copied() else {
                if let Some((parent, _)) = open.last() {
                    let lowest = low[parent].min(low[&id]);
                    low.insert(*parent, lowest);
                }
                if low[&id] == index[&id] {
                    let start = path.iter().rposition(|member| *member == id).unwrap_or(0);
                    let component = path.split_off(start);
                    for member in &component {
                        on_path.remove(member);
                    }
                    components.push(component);
                }
                continue;
            };
            open.push((id, next + 1));
            if self.nodes[part].all.is_some() {
                continue;
            }
            if !index.contains_key(&part) {
                open.push((part, 0));
            } else if on_path.contains(&part) {
                let lowest = low[&id].min(low[&part]);
                low.insert(id, lowest);
            }
        }
        components
    }
}
