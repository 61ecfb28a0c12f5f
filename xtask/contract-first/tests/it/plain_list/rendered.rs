use std::io::sink;
use std::path::Path;

use contract_first::TargetKind;
use contract_first::checked_contract::read_and_check;
use contract_first::document::load;
use contract_first::effective::overlaid;
use contract_first::generation::{Job, Target, operations as operations_of, packages};
use contract_first::progress::Progress;
use contract_first::project::TargetSettings;
use contract_first::render::OpenApiGenerator;
use contract_first::tools::{Generator, Pins};

use super::backend::PlainList;
use crate::support::project;

#[test]
fn a_folder_is_enough_for_a_new_kind_of_package() {
    let copy = project();
    copy.write(
        "openapi/templates/plain-list/how_to_read.txt",
        "Ours, in place of theirs.\n",
    );
    let root = copy.project();
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/bookshop.yaml");
    let published = load(&fixture.to_string_lossy()).unwrap();
    let document = overlaid(published.document().unwrap().document, None).unwrap();
    let contract = read_and_check(&document);
    let settings = TargetSettings::of(TargetKind::Python, "bookshop-list");
    let folder = settings.folder.clone();
    let target = Target::made_by(&root, &PlainList, settings).unwrap();
    let mut out = sink();
    let mut progress = Progress::new(&mut out);
    let pins = Pins::of_generator().unwrap();
    let generator = Generator::ensure_installed(&root, &pins, &mut progress).unwrap();
    let jobs = [Job {
        target,
        contract: &contract,
    }];
    let files = packages(&root, &OpenApiGenerator(generator), &jobs, &mut progress).unwrap();
    let [how_to_read, operations] =
        ["how_to_read", "operations"].map(|name| format!("{folder}/lists/{name}.txt"));
    assert_eq!(
        files.keys().collect::<Vec<_>>(),
        [&how_to_read, &operations]
    );
    assert_eq!(files[&how_to_read], b"Ours, in place of theirs.\n");
    let list = String::from_utf8(files[&operations].clone()).unwrap();
    let lines: Vec<_> = list.lines().collect();
    assert_eq!(lines[0], "bookshop-list: Bookshop");
    assert_eq!(lines[1], "GET /books listBooks");
    assert!(
        lines.contains(&"GET /books/{bookId} getBooksByBookId"),
        "{list}"
    );
    assert_eq!(lines.len(), 1 + operations_of(&document));
}
