//! What the templates of the stub print.

use std::collections::HashSet;

use serde::Serialize;
use serde_json::json;

use super::code::{Forms, Models, RustTypes};
use super::helper::{CodeNeeds, Helper};
use super::imports::paths;
use super::library::Library;
use super::operation::{Context, OperationData, operation_data};
use super::package::{
    FormTables, ModelList, PackageData, PackageHead, Patterns, RuleList, SchemeTable,
};
use super::route::Routes;
use super::security::Schemes;
use super::selection::Selection;
use super::tag::{TagHead, Tags};
use super::{duplicate_routes, files, unread_rules};
use crate::backend::names::NameAllocator;
use crate::backend::{
    self, Backend, FormatError, GeneratorSettings, OrFalse, Package, PackageFiles, TemplateData,
    TemplateFile, rust,
};
use crate::diagnostic::Diagnostics;
use crate::model::{Contract, Operation};
use crate::target_kind::TargetKind;

/// The server stub on axum.
#[derive(Debug)]
pub struct RustAxum;

impl Backend for RustAxum {
    fn id(&self) -> &'static str {
        TargetKind::RustAxum.id()
    }

    fn check(&self, contract: &Contract, operations: &mut [Diagnostics]) {
        duplicate_routes::check(contract, operations);
        unread_rules::check(contract, operations);
    }

    fn templates(&self) -> &'static [TemplateFile] {
        files::all()
    }

    fn generator(&self, package: &str) -> GeneratorSettings {
        GeneratorSettings {
            name: "rust-axum",
            properties: json!({ "packageName": package }),
            sources: "src".to_owned(),
            unused: files::UNUSED,
        }
    }

    fn format(&self, name: &str, text: String) -> Result<String, FormatError> {
        rust::format(name, text)
    }

    fn files(&self, contract: &Contract, _: &Package) -> PackageFiles {
        let types = RustTypes::of(&contract.types);
        let schemes = Schemes::of(&contract.schemes);
        let mut operations = Operations::of(contract, &types, &schemes);
        let mut models = Models::of(&types, &operations.parameter_types);
        let written = models.all();
        operations.needs.extend(models.needs.clone());
        let forms = operations.forms.tables(&types);
        let rules = RuleList::of(&types, &mut operations.needs);
        let patterns = Patterns::of(&types, &operations.needs.helpers);
        let selection = Selection::of(&operations.needs, &schemes, !written.is_empty());
        let unused = [
            (patterns.is_none(), files::PATTERNS),
            (rules.is_none(), files::RULE_TABLE),
            (forms.is_empty(), files::FORM_TABLES),
        ];
        let unused: Vec<_> = unused.into_iter().filter(|(unused, _)| *unused).collect();
        let unused: Vec<_> = unused.into_iter().map(|(_, name)| name).collect();
        let dependencies = rust::DependencyLine::with_chosen(selection.dependencies(), &types);
        let package = PackageData {
            head: PackageHead::of(&contract.info),
            dependencies,
            library: Library::of(&selection.modules),
            schemes: OrFalse(selection.secured.then(|| SchemeTable::of(&schemes))),
            patterns: OrFalse(patterns),
            rules: OrFalse(rules),
            forms: OrFalse((!forms.is_empty()).then_some(FormTables { each: forms })),
            models: OrFalse((!written.is_empty()).then(|| ModelList {
                each: written,
                uses: paths(&models.needs.imports),
            })),
            tags: operations.tags.all(),
            router: operations
                .routes
                .router(&operations.written, &operations.tags),
        };
        PackageFiles {
            files: files::of(&unused, &selection.modules),
            data: operations.data(&package),
        }
    }
}

/// The operations of a contract, and what came up while they were written.
#[derive(Default)]
struct Operations<'c> {
    written: Vec<Written<'c>>,
    tags: Tags,
    routes: Routes<'c>,
    forms: Forms,
    /// The types that parameters are made of.
    parameter_types: HashSet<usize>,
    needs: CodeNeeds,
}

/// An operation, and what is written of it.
pub struct Written<'c> {
    pub operation: &'c Operation,
    /// The place of its tag.
    pub tag: usize,
    pub data: OperationData,
}

/// An operation, as the template of its tag prints it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Carried<'d> {
    #[serde(flatten)]
    data: &'d OperationData,
    tag: TagHead<'d>,
}

impl<'c> Operations<'c> {
    fn of(contract: &'c Contract, types: &RustTypes, schemes: &Schemes) -> Self {
        let mut all = Self {
            routes: Routes::of(&contract.operations),
            ..Self::default()
        };
        if all.routes.is_grouped() {
            all.needs.helper(Helper::PathGroup);
        }
        let mut methods = NameAllocator::default();
        let mut constants = NameAllocator::default();
        let mut operation_types = NameAllocator::default();
        for operation in &contract.operations {
            let mut context = Context {
                types,
                routes: &all.routes,
                forms: &mut all.forms,
                parameter_types: &mut all.parameter_types,
                schemes,
                methods: &mut methods,
                constants: &mut constants,
                operation_types: &mut operation_types,
                needs: CodeNeeds::default(),
            };
            let data = operation_data(&mut context, operation);
            let needs = context.needs;
            let tags = &contract.tags;
            let tag = all.tags.add(tags, operation, &needs, &mut operation_types);
            all.needs.extend(needs);
            all.written.push(Written {
                operation,
                tag,
                data,
            });
        }
        all
    }

    /// What the templates print of the package and of each operation.
    fn data(&self, package: &PackageData) -> TemplateData {
        let operations = self.written.iter().map(|written| backend::OperationData {
            // The generator names a tag's file after the tag.
            group: self.tags.module(written.tag).to_owned(),
            id: written.data.method.clone(),
            method: written.operation.method.to_ascii_lowercase(),
            data: json!(Carried {
                data: &written.data,
                tag: self.tags.head(written.tag),
            }),
        });
        TemplateData {
            extension: "x-rust",
            operations: operations.collect(),
            package: json!(package),
        }
    }
}
