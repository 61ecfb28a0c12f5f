use std::path::{Path, PathBuf};

use contract_first::TargetKind;

/// A generated package.
#[derive(Clone, Debug)]
pub struct Package {
    /// What it is.
    pub kind: TargetKind,
    /// Its name, which is that of its folder.
    pub name: String,
    /// Where it is.
    pub folder: PathBuf,
}

impl Package {
    /// What is made of the document `stem` below a folder of work: each kind has a folder of its own there, because what checks a package
    /// leaves files around it.
    pub fn new(kind: TargetKind, work_dir: &Path, stem: &str) -> Self {
        let name = match kind {
            TargetKind::RustAxum => format!("{stem}-api"),
            TargetKind::Rust | TargetKind::TypeScript | TargetKind::Python => {
                format!("{stem}-client")
            }
        };
        Self {
            kind,
            folder: work_dir.join(kind.id()).join(&name),
            name,
        }
    }

    /// The folder that it alone is in: what checks it may write there.
    pub fn surroundings(&self) -> &Path {
        self.folder.parent().unwrap_or(&self.folder)
    }

    /// Its name as an identifier.
    pub fn module(&self) -> String {
        self.name.replace('-', "_")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_a_folder_of_its_own() {
        let folders: Vec<_> = TargetKind::ALL
            .iter()
            .map(|kind| {
                let package = Package::new(*kind, Path::new("work"), "book-shop");
                let folder = package.folder.to_string_lossy().replace('\\', "/");
                (folder, package.module())
            })
            .collect();
        let expected = [
            ("work/rust-axum/book-shop-api", "book_shop_api"),
            ("work/rust/book-shop-client", "book_shop_client"),
            ("work/typescript/book-shop-client", "book_shop_client"),
            ("work/python/book-shop-client", "book_shop_client"),
        ];
        let expected = expected.map(|(folder, module)| (folder.to_owned(), module.to_owned()));
        assert_eq!(folders, expected);
    }
}
