use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, bail};

use super::TemplateSet;
use crate::files::{below, files_below};
use crate::project::{Project, nearest};
use crate::target_kind::TargetKind;

/// The templates that a project has in place of ours, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides(BTreeMap<String, String>);

impl Overrides {
    /// Those of a project for a kind of target: the files in `openapi/templates/<kind>`, if it is there.
    ///
    /// # Errors
    /// A file that replaces no template, or cannot be read.
    pub fn read(project: &Project, kind: TargetKind) -> Result<Self> {
        let name = format!("{}/{}", Project::TEMPLATES, kind.id());
        let folder = below(project.root(), &name);
        let names: Vec<_> = TemplateSet::of(kind)
            .templates()
            .iter()
            .map(|one| one.name)
            .collect();
        let mut texts = BTreeMap::new();
        for file in files_below(&folder).with_context(|| format!("cannot read {name}"))? {
            if file.split('/').any(|part| part.starts_with('.')) {
                continue;
            }
            if !names.contains(&file.as_str()) {
                match nearest(&file, &names) {
                    Some(nearest) => {
                        bail!("{name}/{file} replaces no template; did you mean `{nearest}`?")
                    }
                    None => bail!(
                        "{name}/{file} replaces no template; there are {}",
                        names.join(", ")
                    ),
                }
            }
            let text = fs::read_to_string(folder.join(&file));
            let text = text.with_context(|| format!("cannot read {name}/{file}"))?;
            texts.insert(file, text);
        }
        Ok(Self(texts))
    }

    /// The project's text of a template.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
