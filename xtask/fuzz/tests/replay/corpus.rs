use std::fs;
use std::path::Path;

/// Largest input that is kept, in bytes.
const LARGEST: usize = 4096;

/// Runs a target on each file of `corpus/NAME`.
pub(crate) fn replay(name: &str, target: impl Fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(name);
    let files = fs::read_dir(&folder).expect("a corpus");
    let mut paths: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
    paths.sort();
    assert!(paths.len() >= 10, "a corpus of {} files", paths.len());
    for path in paths {
        // Shown when the target panics.
        eprintln!("{}", path.display());
        let input = fs::read(&path).expect("an input");
        assert!(input.len() <= LARGEST, "too large to be kept");
        target(&input);
    }
}
