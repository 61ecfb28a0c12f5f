use std::fs;
use std::path::Path;

#[test]
fn every_file_of_the_runtime_is_here() {
    let folder = "../../xtask/contract-first/src/backends/rust/runtime";
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    for entry in fs::read_dir(folder).expect("a folder") {
        let name = entry.expect("an entry").file_name();
        let line = format!("/runtime/{}\"]", name.to_string_lossy());
        assert!(include_str!("../lib.rs").contains(&line), "{name:?}");
    }
}
