use super::annotations::Slot;
use super::graph::PairGraph;
use super::pair::{Fit, Pair, Question};
use crate::breaking::schema::change::{ChangeCategory, ChangeCode, ChangeLevel, SchemaChange};
use crate::breaking::schema::direction::MessageDirection;
use crate::breaking::schema::sentence::sentence;
use crate::breaking::schema::shape::{Alternative, Atom, Expr, Normaliser, Shape};
use crate::document::Pointer;
use crate::model::description::{SchemaId, TypeSet};

/// What differs right at a pair, and the pairs that it consists of.
#[derive(Debug, Default)]
pub struct LocalChanges {
    pub changes: Vec<SchemaChange>,
    pub parts: Vec<usize>,
}

/// The comparison of one pair.
pub struct Frame<'g, 'd> {
    pub graph: &'g mut PairGraph<'d>,
    pub direction: MessageDirection,
    pub question: Question,
    pub local: LocalChanges,
    /// Schemas that mention names beside the rules of the narrow side that are being compared.
    pub mentioning: Vec<SchemaId>,
}

/// A document of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Old,
    New,
}

/// A place in a schema.
#[derive(Clone, Debug)]
pub struct SchemaSite<'s> {
    pub schema: SchemaId,
    pub steps: Vec<&'s str>,
    /// What is said there.
    pub text: Option<String>,
}

impl<'s> SchemaSite<'s> {
    /// A schema that says nothing of the matter.
    pub fn absent(schema: SchemaId) -> Self {
        Self {
            schema,
            steps: Vec::new(),
            text: None,
        }
    }

    pub fn keyword(schema: SchemaId, keyword: &'s str, text: impl ToString) -> Self {
        Self {
            schema,
            steps: vec![keyword],
            text: Some(text.to_string()),
        }
    }
}

impl<'g, 'd> Frame<'g, 'd> {
    fn new(graph: &'g mut PairGraph<'d>, pair: &Pair) -> Self {
        Self {
            graph,
            direction: pair.direction,
            question: pair.question,
            local: LocalChanges::default(),
            mentioning: Vec::new(),
        }
    }

    /// What differs between the two of a pair.
    pub fn compare(graph: &'g mut PairGraph<'d>, pair: &Pair) -> LocalChanges {
        let schemas = pair.old.only_schema().zip(pair.new.only_schema());
        if schemas.is_some_and(|(old, new)| graph.congruence.same(old, new)) {
            return LocalChanges::default();
        }
        let old = graph.old.shape(&pair.old);
        let new = graph.new.shape(&pair.new);
        let mut frame = Self::new(graph, pair);
        match (old.alternatives.as_slice(), new.alternatives.as_slice()) {
            ([old], [new]) if old.tag.is_none() && new.tag.is_none() => {
                frame.alternatives(old, new, None);
            }
            _ => frame.unions(&old, &new, pair),
        }
        frame.local
    }

    /// What differs in what a pair says about its values as a whole.
    pub fn annotated(graph: &'g mut PairGraph<'d>, pair: &Pair) -> LocalChanges {
        let mut frame = Self::new(graph, pair);
        // A parameter may be missing; what is read as a whole is there.
        let slot = if pair.direction.is_written() {
            Slot::Optional
        } else {
            Slot::Present
        };
        frame.annotations(&pair.old, &pair.new, slot);
        frame.local
    }

    /// The answer where a comparison would take too long.
    pub fn undecided(graph: &'g mut PairGraph<'d>, pair: &Pair) -> LocalChanges {
        let old = graph.old.representative(&pair.old);
        let new = graph.new.representative(&pair.new);
        let mut frame = Self::new(graph, pair);
        let (old, new) = (SchemaSite::absent(old), SchemaSite::absent(new));
        frame.report(ChangeCode::Undecided, Fit::Unknown, old, new);
        frame.local
    }

    /// Tries a comparison: what it finds is not reported.
    pub fn attempt(&mut self, compare: impl FnOnce(&mut Self)) -> LocalChanges {
        let before = std::mem::take(&mut self.local);
        compare(self);
        std::mem::replace(&mut self.local, before)
    }

    /// Whether nothing breaks in what an attempt found.
    pub fn holds(&mut self, attempt: &LocalChanges) -> bool {
        let breaks = attempt
            .changes
            .iter()
            .any(|change| change.level.is_breaking());
        !breaks && attempt.parts.iter().all(|part| self.graph.fits_id(*part))
    }

    pub fn accept(&mut self, attempt: LocalChanges) {
        self.local.changes.extend(attempt.changes);
        self.local.parts.extend(attempt.parts);
    }

    /// The old and the new one as the narrow and the wide one, and the other way round.
    pub fn ordered<T>(&self, one: T, other: T) -> (T, T) {
        match self.direction.is_written() {
            true => (one, other),
            false => (other, one),
        }
    }

    /// The side whose values must fit the other one.
    pub fn narrow_side(&self) -> Side {
        self.ordered(Side::Old, Side::New).0
    }

    pub fn wide_side(&self) -> Side {
        self.ordered(Side::Old, Side::New).1
    }

    pub fn normaliser(&mut self, side: Side) -> &mut Normaliser<'d> {
        match side {
            Side::Old => &mut self.graph.old,
            Side::New => &mut self.graph.new,
        }
    }

    pub fn shape_of(&mut self, side: Side, expr: &Expr) -> std::rc::Rc<Shape> {
        self.normaliser(side).shape(expr)
    }

    /// Whether values of the narrow side are about a name that its rules at hand do not have.
    pub fn is_mentioned(&mut self, mentioning: &[SchemaId], name: &str) -> bool {
        let side = self.narrow_side();
        self.question == Question::Values || self.normaliser(side).mentions(mentioning, name)
    }

    pub fn is_never(&mut self, side: Side, expr: &Expr) -> bool {
        !expr.is_any() && self.shape_of(side, expr).is_never()
    }

    pub fn is_any(&mut self, side: Side, expr: &Expr) -> bool {
        expr.is_any() || self.shape_of(side, expr).is_any()
    }

    /// An expression of its own for an alternative.
    pub fn expr_of(&mut self, side: Side, alternative: &Alternative) -> Expr {
        match alternative.atom {
            Some(atom) => Expr::atom(atom),
            None => {
                let shape = Shape::one(alternative.clone());
                Expr::atom(self.normaliser(side).slice(shape))
            }
        }
    }

    /// Compares two parts of the values. Where a side says nothing, the owner is the place.
    pub fn part(&mut self, old: &Expr, new: &Expr, slot: Slot, owners: (SchemaId, SchemaId)) {
        let schemas = old.only_schema().zip(new.only_schema());
        if schemas.is_some_and(|(old, new)| self.graph.congruence.same(old, new))
            || old.is_any() && new.is_any()
        {
            return;
        }
        let located = |expr: &Expr, owner| match expr.is_any() {
            true => Expr::atom(Atom::Open(owner)),
            false => expr.clone(),
        };
        let (old, new) = (located(old, owners.0), located(new, owners.1));
        self.annotations(&old, &new, slot);
        let id = self.graph.id(Pair {
            old,
            new,
            direction: self.direction,
            question: self.question,
        });
        self.local.parts.push(id);
    }

    /// The same, with the narrow one first.
    pub fn part_of(
        &mut self,
        narrow: &Expr,
        wide: &Expr,
        slot: Slot,
        owners: (SchemaId, SchemaId),
    ) {
        let (old, new) = self.ordered(narrow, wide);
        let owners = self.ordered(owners.0, owners.1);
        self.part(old, new, slot, owners);
    }

    /// Whether the values of an expression of the narrow document fit one of the wide document.
    pub fn fits(&mut self, narrow: &Expr, wide: &Expr) -> bool {
        self.ask(narrow, wide, self.direction, self.question)
    }

    /// Whether all values of an expression of the narrow document are values of one of the wide document.
    pub fn implies(&mut self, narrow: &Expr, wide: &Expr) -> bool {
        self.ask(narrow, wide, self.direction, Question::Values)
    }

    /// The same the other way round.
    pub fn implies_backwards(&mut self, narrow: &Expr, wide: &Expr) -> bool {
        self.ask(narrow, wide, self.direction.opposite(), Question::Values)
    }

    fn ask(
        &mut self,
        narrow: &Expr,
        wide: &Expr,
        direction: MessageDirection,
        question: Question,
    ) -> bool {
        let unbounded = if direction == self.direction {
            wide
        } else {
            narrow
        };
        if unbounded.is_any() {
            return true;
        }
        let (old, new) = self.ordered(narrow, wide);
        let (old, new) = (old.clone(), new.clone());
        self.graph.fits(Pair {
            old,
            new,
            direction,
            question,
        })
    }

    /// Keeps a difference.
    pub fn report(&mut self, code: ChangeCode, fit: Fit, old: SchemaSite<'_>, new: SchemaSite<'_>) {
        let level = match fit {
            Fit::Yes => ChangeLevel::Safe,
            Fit::No => ChangeLevel::Breaking,
            Fit::Unknown => ChangeLevel::Unproven,
        };
        self.report_as(code, level, old, new);
    }

    pub fn report_as(
        &mut self,
        code: ChangeCode,
        level: ChangeLevel,
        old: SchemaSite<'_>,
        new: SchemaSite<'_>,
    ) {
        let old_at = place(&self.graph.old, &old);
        let new_at = place(&self.graph.new, &new);
        let category = match code {
            ChangeCode::SchemaRenamed => ChangeCategory::Sdk,
            ChangeCode::EnumValueAdded if !self.direction.is_written() => {
                ChangeCategory::ResponseEnum
            }
            _ => ChangeCategory::Wire,
        };
        let subject = if old.text.is_some() || new.text.is_none() {
            &old_at
        } else {
            &new_at
        };
        let sentence = sentence(
            code,
            level,
            self.direction,
            subject,
            old.text.as_deref(),
            new.text.as_deref(),
        );
        self.local.changes.push(SchemaChange {
            code,
            category,
            level,
            old_at,
            new_at,
            old: old.text,
            new: new.text,
            sentence,
        });
    }
}

/// The place of a site; of what is elsewhere in several schemas, the schema itself.
fn place(document: &Normaliser<'_>, site: &SchemaSite<'_>) -> Pointer {
    let keywords = document.keywords(site.schema);
    let at = document.at(site.schema);
    match site.steps.as_slice() {
        ["type"] if keywords.types == TypeSet::ALL => at.clone(),
        ["enum"] if keywords.values.is_none() => at.clone(),
        ["enum"] if keywords.is_constant => at.child("const"),
        steps => at.descend(steps),
    }
}
