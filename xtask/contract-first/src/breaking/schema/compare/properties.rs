//! The properties of objects, name by name.

use std::collections::BTreeSet;

use super::annotations::Slot;
use super::frame::{Frame, SchemaSite, Side};
use super::pair::{Fit, Question};
use crate::breaking::schema::change::{ChangeCode, ChangeLevel};
use crate::breaking::schema::shape::{Conjunct, Expr, Property};
use crate::model::description::SchemaId;

/// What a side says about a property.
enum Mention {
    Declared(Property),
    /// Declared, but not in messages of this direction.
    Hidden(Property, SchemaId),
    /// No value fits, or the object is closed.
    Forbidden(Option<SchemaId>),
    /// Other rules for names mention it.
    Covered(Expr),
    Unknown,
}

impl Frame<'_, '_> {
    pub fn properties(&mut self, old: &Conjunct, new: &Conjunct) {
        let names: BTreeSet<&String> = [old, new]
            .into_iter()
            .flat_map(|rules| {
                rules
                    .object
                    .properties
                    .keys()
                    .chain(rules.object.required.keys())
            })
            .collect();
        for name in names {
            let before = self.mention(Side::Old, old, name);
            let after = self.mention(Side::New, new, name);
            self.property(name, (old, before), (new, after));
        }
    }

    fn mention(&mut self, side: Side, rules: &Conjunct, name: &str) -> Mention {
        if let Some(property) = rules.object.properties.get(name) {
            return match self.hidden(side, &property.value) {
                Some(schema) => Mention::Hidden(property.clone(), schema),
                None if self.is_never(side, &property.value) => {
                    Mention::Forbidden(Some(property.schema))
                }
                None => Mention::Declared(property.clone()),
            };
        }
        let value = rules.object.value_of_undeclared(name);
        if self.is_never(side, &value) {
            return Mention::Forbidden(None);
        }
        if self.is_any(side, &value) {
            Mention::Unknown
        } else {
            Mention::Covered(value)
        }
    }

    fn property(
        &mut self,
        name: &str,
        (old, before): (&Conjunct, Mention),
        (new, after): (&Conjunct, Mention),
    ) {
        let owners = (old.schema, new.schema);
        let absent = (
            SchemaSite::absent(old.schema),
            SchemaSite::absent(new.schema),
        );
        let required = (old.object.requires(name), new.object.requires(name));
        let written = self.direction.is_written();
        let slot = match required {
            (true, true) => Slot::Present,
            _ => Slot::Optional,
        };
        if self.question == Question::Values {
            self.values_of_property(name, old, new);
            return;
        }
        match (&before, &after) {
            (Mention::Declared(a), Mention::Declared(b)) => {
                self.part(&a.value, &b.value, slot, owners);
                self.presence(name, old, new);
            }
            (Mention::Declared(a), Mention::Hidden(_, hiding)) => self.hid(a, *hiding),
            (Mention::Declared(a), Mention::Covered(value)) if written || required.1 => {
                self.part(&a.value, value, slot, owners);
                let gone = self.gone(a, owners.1, None);
                self.report_as(
                    ChangeCode::PropertyRemoved,
                    ChangeLevel::Safe,
                    gone.0,
                    gone.1,
                );
                self.presence(name, old, new);
            }
            (Mention::Declared(a), _) => {
                let forbidden = match after {
                    Mention::Forbidden(schema) => schema,
                    _ => None,
                };
                let gone = self.gone(a, owners.1, forbidden);
                self.report(ChangeCode::PropertyRemoved, Fit::No, gone.0, gone.1);
            }
            (Mention::Hidden(..), Mention::Hidden(..)) => {}
            (Mention::Hidden(a, _), _) if !matches!(after, Mention::Declared(_)) => {
                let gone = self.gone(a, owners.1, None);
                self.report(ChangeCode::PropertyRemoved, Fit::Yes, gone.0, gone.1);
            }
            (_, Mention::Declared(b)) => self.came(name, (old, &before), (new, b)),
            (_, Mention::Hidden(b, _)) => {
                let come = SchemaSite {
                    text: Some(name.to_owned()),
                    ..SchemaSite::absent(b.schema)
                };
                self.report(ChangeCode::PropertyAdded, Fit::Yes, absent.0, come);
            }
            (Mention::Covered(_) | Mention::Unknown, Mention::Covered(_) | Mention::Unknown) => {
                self.presence(name, old, new);
            }
            (_, Mention::Forbidden(Some(schema))) if !matches!(before, Mention::Forbidden(_)) => {
                // No rule mentioned the name before.
                let come = SchemaSite {
                    text: Some("false".to_owned()),
                    ..SchemaSite::absent(*schema)
                };
                let fit = match before {
                    Mention::Covered(_) => Fit::of(!written),
                    Mention::Unknown if written => self.fits_unless_mentioned(name),
                    _ => Fit::Yes,
                };
                self.report(ChangeCode::PropertyAdded, fit, absent.0, come);
                self.presence(name, old, new);
            }
            (Mention::Forbidden(Some(schema)), Mention::Covered(_) | Mention::Unknown) => {
                let gone = SchemaSite {
                    text: Some("false".to_owned()),
                    ..SchemaSite::absent(*schema)
                };
                let fit = Fit::of(written);
                self.report(ChangeCode::PropertyRemoved, fit, gone, absent.1);
                self.presence(name, old, new);
            }
            _ => self.presence(name, old, new),
        }
    }

    /// Whether a rule for a name that the old side does not have lets its values through.
    fn fits_unless_mentioned(&mut self, name: &str) -> Fit {
        let mentioning = self.mentioning.clone();
        match self.is_mentioned(&mentioning, name) {
            true => Fit::Unknown,
            false => Fit::Yes,
        }
    }

    /// Compares what a name may have, whether it is mentioned or not.
    fn values_of_property(&mut self, name: &str, old: &Conjunct, new: &Conjunct) {
        let (before, after) = (old.object.value_of(name), new.object.value_of(name));
        self.part(&before, &after, Slot::Present, (old.schema, new.schema));
        self.presence(name, old, new);
    }

    /// The places of a property that is gone.
    fn gone(
        &mut self,
        property: &Property,
        owner: SchemaId,
        forbidden: Option<SchemaId>,
    ) -> (SchemaSite<'static>, SchemaSite<'static>) {
        let text = self.graph.old.at(property.schema).steps().pop();
        let old = SchemaSite {
            text,
            ..SchemaSite::absent(property.schema)
        };
        let new = match forbidden {
            Some(schema) => SchemaSite {
                text: Some("false".to_owned()),
                ..SchemaSite::absent(schema)
            },
            None => SchemaSite::absent(owner),
        };
        (old, new)
    }

    /// A property that is not in messages of this direction any more.
    fn hid(&mut self, old: &Property, hiding: SchemaId) {
        let is_request = self.direction.is_request();
        let (keyword, code) = match is_request {
            true => ("readOnly", ChangeCode::RequestPropertyReadOnly),
            false => ("writeOnly", ChangeCode::ResponsePropertyWriteOnly),
        };
        let hiding = SchemaSite::keyword(hiding, keyword, true);
        self.report(code, Fit::No, SchemaSite::absent(old.schema), hiding);
    }

    /// A property that was not declared before.
    fn came(
        &mut self,
        name: &str,
        (old, before): (&Conjunct, &Mention),
        (new, after): (&Conjunct, &Property),
    ) {
        let owners = (old.schema, new.schema);
        let was_hidden = matches!(before, Mention::Hidden(..));
        let required = (
            old.object.requires(name) && !was_hidden,
            new.object.requires(name),
        );
        let written = self.direction.is_written();
        let slot = if required.0 && required.1 {
            Slot::Present
        } else {
            Slot::Optional
        };
        let come = SchemaSite {
            text: Some(name.to_owned()),
            ..SchemaSite::absent(after.schema)
        };
        match before {
            Mention::Covered(value) => self.part(value, &after.value, slot, owners),
            // Whoever must send a value may send any.
            Mention::Unknown if required.0 && written => {
                self.part(&Expr::any(), &after.value, slot, owners);
            }
            _ => {}
        }
        if written && required.1 && !required.0 {
            let place = new.object.required.get(name).copied().unwrap_or(new.schema);
            let list = SchemaSite::keyword(place, "required", name);
            self.report(
                ChangeCode::RequiredPropertyAdded,
                Fit::No,
                SchemaSite::absent(owners.0),
                list,
            );
            return;
        }
        let closed = matches!(before, Mention::Forbidden(_));
        let is_free = !written || self.is_any(Side::New, &after.value);
        let fit = match before {
            Mention::Unknown if !is_free && !required.0 => self.fits_unless_mentioned(name),
            _ => Fit::of(written || !closed),
        };
        let old_site = match before {
            Mention::Forbidden(Some(schema)) => SchemaSite {
                text: Some("false".to_owned()),
                ..SchemaSite::absent(*schema)
            },
            _ => SchemaSite::absent(owners.0),
        };
        self.report(ChangeCode::PropertyAdded, fit, old_site, come);
        if !written && required.0 && !required.1 {
            self.presence(name, old, new);
        }
    }

    /// Compares whether a property must be there.
    fn presence(&mut self, name: &str, old: &Conjunct, new: &Conjunct) {
        let place = |rules: &Conjunct| rules.object.required.get(name).copied();
        let (before, after) = (place(old), place(new));
        let (required, optional) = self.ordered(Fit::No, Fit::Yes);
        match (before, after) {
            (None, Some(schema)) => {
                let new_site = SchemaSite::keyword(schema, "required", name);
                let old_site = self.list_or_schema(Side::Old, old);
                self.report(
                    ChangeCode::PropertyBecameRequired,
                    required,
                    old_site,
                    new_site,
                );
            }
            (Some(schema), None) => {
                let old_site = SchemaSite::keyword(schema, "required", name);
                let new_site = self.list_or_schema(Side::New, new);
                self.report(
                    ChangeCode::PropertyBecameOptional,
                    optional,
                    old_site,
                    new_site,
                );
            }
            _ => {}
        }
    }

    /// The list of required properties, or the schema where there is none.
    fn list_or_schema(&mut self, side: Side, rules: &Conjunct) -> SchemaSite<'static> {
        let document = self.normaliser(side);
        let has_list = !document.keywords(rules.schema).object.required.is_empty();
        SchemaSite {
            steps: if has_list {
                vec!["required"]
            } else {
                Vec::new()
            },
            ..SchemaSite::absent(rules.schema)
        }
    }
}
