use std::fs;
#[cfg(unix)]
use std::os::unix::fs::symlink as link_folder;
#[cfg(windows)]
use std::os::windows::fs::symlink_dir as link_folder;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use contract_first::files::below;
use contract_first::project::Project;

/// Folders that tools make, wherever they are: none of it is of the project. As in `.gitignore`.
const OF_TOOLS: [&str; 4] = [".git", "target", "node_modules", "__pycache__"];

/// Folders that a copy of the checkout shares with it: builds and installed tools.
const SHARED: [&str; 3] = ["target", "xtask/target", "tests/bookshop/target"];

/// Every file of the project, sorted, as paths from its root with `/` between the parts: what git
/// tracks or would track. Found without git, so that an unpacked source archive has them too.
pub fn files(project: &Project) -> Result<Vec<String>> {
    let mut found = Vec::new();
    collect(project.root(), "", &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<String>) -> Result<()> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        let kind = entry.file_type()?;
        if OF_TOOLS.contains(&name.as_str()) || path.starts_with("accounts.db") {
            continue;
        }
        if kind.is_dir() {
            collect(&entry.path(), &format!("{path}/"), found)?;
        } else if kind.is_file() {
            found.push(path);
        }
    }
    Ok(())
}

/// Makes `to` a copy of the project. Times are kept: what cargo has built of it stays built.
pub fn copy(project: &Project, to: &Path) -> Result<()> {
    for path in files(project)? {
        let (from, to) = (below(project.root(), &path), below(to, &path));
        fs::create_dir_all(to.parent().context("a file has a folder")?)?;
        fs::copy(&from, &to).with_context(|| format!("cannot copy {path}"))?;
        let time = fs::metadata(&from)?.modified()?;
        fs::File::options()
            .write(true)
            .open(&to)?
            .set_modified(time)?;
    }
    Ok(())
}

/// A copy of the project that shares its builds, always in the same place: what cargo built there is used again.
pub fn copy_with_builds(project: &Project, name: &str) -> Result<PathBuf> {
    let to = project.work_dir()?.join("test").join(name);
    if to.exists() {
        fs::remove_dir_all(&to).with_context(|| format!("cannot remove {}", to.display()))?;
    }
    copy(project, &to)?;
    for shared in SHARED {
        let (folder, link) = (below(project.root(), shared), below(&to, shared));
        fs::create_dir_all(&folder)?;
        link_folder(&folder, &link)
            .with_context(|| format!("cannot make the link {}", link.display()))?;
    }
    Ok(to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tools_create_is_not_a_file_of_the_project() {
        let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for path in [
            "openapi/a.json",
            "crates/a/src/target.rs",
            ".cargo/config.toml",
            "accounts.db-wal",
            "target/debug/a.rs",
            "xtask/target/a.rs",
            "tests/browser/node_modules/a/a.mjs",
            ".git/config",
        ] {
            let path = below(from.path(), path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "text").unwrap();
        }
        let project = Project::at(from.path(), None).unwrap();
        let expected = [
            ".cargo/config.toml",
            "crates/a/src/target.rs",
            "openapi/a.json",
        ];
        assert_eq!(files(&project).unwrap(), expected);
        copy(&project, to.path()).unwrap();
        let copied = Project::at(to.path(), None).unwrap();
        assert_eq!(files(&copied).unwrap(), expected);
        let time = |folder: &Path| {
            let path = folder.join("openapi/a.json");
            fs::metadata(path).unwrap().modified().unwrap()
        };
        assert_eq!(time(from.path()), time(to.path()));
    }
}
