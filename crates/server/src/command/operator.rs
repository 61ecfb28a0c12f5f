use std::fs;

use rustix::process::getuid;

use crate::command::text::one_line;

/// Who makes changes where the command line does not say: the user of the system. In a container it may have a number and no name.
pub(crate) fn system_user() -> String {
    let id = getuid().as_raw();
    let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
    name_of(&users, id).unwrap_or_else(|| format!("uid {id}"))
}

/// The name of a user in a file of users (passwd(5)).
fn name_of(users: &str, id: u32) -> Option<String> {
    let mut names = users.lines().filter_map(|line| {
        let mut fields = line.split(':');
        let (name, user) = (fields.next()?, fields.nth(1)?);
        (user.parse::<u32>().ok() == Some(id) && !name.is_empty()).then(|| one_line(name))
    });
    names.next()
}

#[cfg(test)]
mod tests;
