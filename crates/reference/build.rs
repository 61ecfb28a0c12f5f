//! Compresses what the page loads, and names each file after its content.

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use flate2::{Compression, GzBuilder};
use sha2::{Digest as _, Sha256};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=assets");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let scalar =
        scalar_api_reference::get_asset("scalar.js").ok_or("the crate has no scalar.js")?;
    let files = [
        (
            "SCALAR",
            "scalar.js",
            "text/javascript; charset=utf-8",
            scalar,
        ),
        (
            "SCRIPT",
            "reference.js",
            "text/javascript; charset=utf-8",
            fs::read("assets/reference.js")?,
        ),
        (
            "STYLE",
            "reference.css",
            "text/css; charset=utf-8",
            fs::read("assets/reference.css")?,
        ),
    ];
    let mut code = String::new();
    for (constant, name, media_type, content) in files {
        compress(&content, &out.join(name))?;
        let path = path(name, &content);
        writeln!(
            code,
            "pub(crate) static {constant}: Asset = Asset {{ path: {path:?}, media_type: {media_type:?}, \
             gzip: include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}\")) }};"
        )?;
    }
    fs::write(out.join("assets.rs"), code)?;
    Ok(())
}

/// `/docs/scalar-0123456789abcdef.js`.
fn path(name: &str, content: &[u8]) -> String {
    let digest = Sha256::digest(content);
    let hash: String = digest[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let (stem, extension) = name.split_once('.').unwrap_or((name, ""));
    format!("/docs/{stem}-{hash}.{extension}")
}

/// No time and no name of this machine: the same bytes from every build.
fn compress(content: &[u8], file: &Path) -> std::io::Result<()> {
    let file = fs::File::create(file)?;
    let mut encoder = GzBuilder::new().mtime(0).write(file, Compression::new(9));
    encoder.write_all(content)?;
    encoder.finish().map(drop)
}
