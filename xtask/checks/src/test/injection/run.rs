use std::collections::BTreeMap;
use std::fs;
use std::io::sink;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use contract_first::TargetKind;
use contract_first::checked_contract::CheckedContract;
use contract_first::document::{Format, parse};
use contract_first::effective::overlaid;
use contract_first::files::below;
use contract_first::generation::{Job, Target, kinds, packages};
use contract_first::lint::lint_and_check;
use contract_first::progress::Progress;
use contract_first::project::Project;
use contract_first::render::OpenApiGenerator;
use contract_first::tools::{Generator, Pins};
use serde_json::Value;

use super::compare::{differences, faults};
use super::document::Places;
use super::hostile::{HARMLESS, HOSTILE};
use super::shape::{Shape, Shapes, markdown, rust};
use crate::test::log::Log;
use crate::test::npm;

const FOLDER: &str = "tests/injection";

/// A generated package.
struct Package {
    folder: PathBuf,
    files: BTreeMap<String, String>,
    shapes: Shapes,
}

/// Fills every place of a document with hostile texts, and compares what is generated with what harmless words make, for each target.
pub fn run(project: &Project, log: &mut Log) -> Result<String> {
    let modules = project.root().join("tests/clients/typescript");
    npm::install(&modules, log)?;
    let places = places(project)?;
    let targets = Target::all(project)?;
    let texts = std::iter::once(("harmless", HARMLESS)).chain(HOSTILE);
    let documents: Vec<_> = texts
        .map(|(about, text)| {
            Ok((
                about,
                accepted(places.filled(|_| text), &kinds(&targets), about)?,
            ))
        })
        .collect::<Result<_>>()?;
    let mut packages = generated(project, &targets, &documents)?;
    for package in packages.values_mut() {
        package.write()?;
    }
    shapes(project, &mut packages)?;
    let mut found = Vec::new();
    for target in &targets {
        let twin = &packages[&name(target, 0)];
        for (number, (about, _)) in documents.iter().enumerate() {
            let package = &packages[&name(target, number)];
            let text = |path: &str| package.files.get(path).cloned().unwrap_or_default();
            let faults = faults(&package.files).into_iter();
            let wrong = faults.chain(differences(&twin.shapes, &package.shapes, text));
            let folder = package.folder.display();
            found.extend(wrong.map(|wrong| format!("{folder}: {about}: {wrong}")));
        }
    }
    for line in &found {
        log.say(line)?;
    }
    ensure!(
        found.is_empty(),
        "{} files differ from the expected structure",
        found.len()
    );
    Ok(format!(
        "{} texts at {} places of a document: {} packages have the same structure as with harmless texts",
        HOSTILE.len(),
        places.texts(|_| HARMLESS).len(),
        packages.len()
    ))
}

/// The document of all places.
pub fn places(project: &Project) -> Result<Places> {
    let path = below(project.root(), FOLDER).join("document.yaml");
    let text =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    Places::of(parse(&text, Format::Yaml, "document.yaml")?)
}

/// The document, read; every text is one that may appear there.
fn accepted(published: Value, targets: &[TargetKind], about: &str) -> Result<CheckedContract> {
    let document = overlaid(published, None)?;
    let (report, contract) = lint_and_check(&document, targets);
    ensure!(
        report.refused.is_empty(),
        "{about}: refused: {:#?}",
        report.refused
    );
    contract.with_context(|| format!("{about}: the document is refused"))
}

/// Name of the package of a target with a text; 0 is the harmless one.
fn name(target: &Target, number: usize) -> String {
    format!("{}-{number:02}", target.folder())
}

/// One run of the generator for all packages, which are by their names then.
fn generated(
    project: &Project,
    targets: &[Target],
    documents: &[(&str, CheckedContract)],
) -> Result<BTreeMap<String, Package>> {
    let mut progress = sink();
    let mut progress = Progress::new(&mut progress);
    let pins = Pins::of_generator()?;
    let renderer = OpenApiGenerator(Generator::ensure_installed(project, &pins, &mut progress)?);
    let jobs: Vec<_> = targets
        .iter()
        .flat_map(|target| {
            documents
                .iter()
                .enumerate()
                .map(move |(number, (_, contract))| {
                    let mut target = target.clone();
                    target.settings.folder = name(&target, number);
                    Job { target, contract }
                })
        })
        .collect();
    let rendered = packages(project, &renderer, &jobs, &mut progress)?;
    let root = project.work_dir()?.join("injection");
    if root.exists() {
        fs::remove_dir_all(&root)?;
    }
    let mut packages = BTreeMap::new();
    for (path, bytes) in rendered {
        let (name, path) = path.split_once('/').context("a file is in a package")?;
        let package = packages.entry(name.to_owned()).or_insert_with(|| Package {
            folder: root.join(name),
            files: BTreeMap::new(),
            shapes: Shapes::new(),
        });
        package
            .files
            .insert(path.to_owned(), String::from_utf8(bytes)?);
    }
    Ok(packages)
}

impl Package {
    fn write(&self) -> Result<()> {
        for (path, text) in &self.files {
            let path = below(&self.folder, path);
            fs::create_dir_all(path.parent().context("a file is in a folder")?)?;
            fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        }
        Ok(())
    }
}

/// The shapes of all files: of Rust and Markdown here, of the others as their own languages read them.
fn shapes(project: &Project, packages: &mut BTreeMap<String, Package>) -> Result<()> {
    let folder = below(project.root(), FOLDER);
    let modules = below(project.root(), "tests/clients/typescript/node_modules");
    let root = project.work_dir()?.join("injection");
    let mut python = Command::new("python3");
    python
        .args(["-W", "error"])
        .arg(folder.join("shape.py"))
        .arg(&root);
    let mut node = Command::new("node");
    node.arg(folder.join("shape.mjs")).args([&modules, &root]);
    let mut others: BTreeMap<String, Shape> = read(python)?;
    others.append(&mut read(node)?);
    for (name, package) in packages {
        for (path, text) in &package.files {
            let shape = match Path::new(path)
                .extension()
                .and_then(|ending| ending.to_str())
            {
                Some("rs") => rust(text).with_context(|| format!("{name}/{path}"))?,
                Some("md") => markdown(text),
                _ => match others.remove(&format!("{name}/{path}")) {
                    Some(shape) => shape,
                    None if text.is_empty() => Shape::new(),
                    None => bail!("{name}/{path}: no reader for this kind of file"),
                },
            };
            package.shapes.insert(path.clone(), shape);
        }
    }
    Ok(())
}

/// What a program prints.
fn read(mut command: Command) -> Result<BTreeMap<String, Shape>> {
    let output = command.output().context("cannot start it")?;
    let program = command.get_program().to_string_lossy().into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{program}: {errors}");
    serde_json::from_slice(&output.stdout).with_context(|| format!("what {program} prints"))
}
