use std::path::{Path, PathBuf};

use contract_first::TargetKind;

/// What a document becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PackageKind {
    /// The server stub.
    Server,
    /// The Rust client.
    Rust,
    /// The TypeScript client.
    TypeScript,
    /// The Python client.
    Python,
}

impl PackageKind {
    /// One for each target, in the order of tables.
    pub const ALL: [Self; 4] = [Self::Server, Self::Rust, Self::TypeScript, Self::Python];

    /// What `generate --target` calls it.
    pub fn target(self) -> &'static str {
        match self {
            Self::Server => "server",
            Self::Rust => "rust",
            Self::TypeScript => "typescript",
            Self::Python => "python",
        }
    }

    /// What the pipeline makes it as.
    pub fn kind(self) -> TargetKind {
        match self {
            Self::Server => TargetKind::RustAxum,
            Self::Rust => TargetKind::Rust,
            Self::TypeScript => TargetKind::TypeScript,
            Self::Python => TargetKind::Python,
        }
    }

    /// The one that the pipeline makes of a target of that kind.
    pub fn of(kind: TargetKind) -> Self {
        match kind {
            TargetKind::RustAxum => Self::Server,
            TargetKind::Rust => Self::Rust,
            TargetKind::TypeScript => Self::TypeScript,
            TargetKind::Python => Self::Python,
        }
    }

    /// The name of the package that is made of the document `stem`.
    fn package_name(self, stem: &str) -> String {
        match self {
            Self::Server => format!("{stem}-api"),
            Self::Rust | Self::TypeScript | Self::Python => format!("{stem}-client"),
        }
    }

    /// The package of the document `stem` below a folder of work: each kind has a folder of its own there, because what checks a package
    /// leaves files around it.
    pub fn package(self, work_dir: &Path, stem: &str) -> Package {
        let name = self.package_name(stem);
        Package {
            kind: self,
            folder: work_dir.join(self.target()).join(&name),
            name,
        }
    }
}

/// A generated package.
#[derive(Clone, Debug)]
pub struct Package {
    /// What it is.
    pub kind: PackageKind,
    /// Its name, which is that of its folder.
    pub name: String,
    /// Where it is.
    pub folder: PathBuf,
}

impl Package {
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
        let folders: Vec<_> = PackageKind::ALL
            .iter()
            .map(|kind| {
                let package = kind.package(Path::new("work"), "book-shop");
                let folder = package.folder.to_string_lossy().replace('\\', "/");
                (folder, package.module())
            })
            .collect();
        let expected = [
            ("work/server/book-shop-api", "book_shop_api"),
            ("work/rust/book-shop-client", "book_shop_client"),
            ("work/typescript/book-shop-client", "book_shop_client"),
            ("work/python/book-shop-client", "book_shop_client"),
        ];
        let expected = expected.map(|(folder, module)| (folder.to_owned(), module.to_owned()));
        assert_eq!(folders, expected);
    }
}
