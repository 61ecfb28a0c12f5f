use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};

use crate::settings::{CONFIG_VARIABLE, Group, Setting, TABLE};

const CONFIG: &str = "config";

/// Settings that were given on the command line, as text.
pub(crate) type Flags = Vec<(&'static Setting, String)>;

/// The settings that have flags. Secrets have none: a command line is visible to every user of the machine.
fn settings() -> impl Iterator<Item = &'static Setting> {
    TABLE.iter().filter(|setting| !setting.secret)
}

/// Adds the flags of the settings: the common ones to every command, all of them to those that are about the server.
pub(crate) fn with_flags(command: Command) -> Command {
    let config = Arg::new(CONFIG)
        .long(CONFIG)
        .value_name("FILE")
        .value_parser(value_parser!(PathBuf))
        .help(format!(
            "A TOML file with settings, such as `listen = \"127.0.0.1:8080\"` [env: {CONFIG_VARIABLE}]"
        ))
        .help_heading("Settings")
        .global(true);
    let of_server =
        |command: Command| command.args(settings().filter(|setting| !is_of_all(setting)).map(flag));
    let common = settings().filter(|setting| is_of_all(setting));
    of_server(command)
        .arg(config)
        .args(common.map(|setting| flag(setting).global(true)))
        .mut_subcommand("serve", of_server)
        .mut_subcommand("doctor", of_server)
        .mut_subcommand("parity", of_server)
        .mut_subcommand("healthcheck", of_server)
        .mut_subcommand("config", |config| config.mut_subcommand("check", of_server))
}

/// Whether every command needs a setting.
fn is_of_all(setting: &Setting) -> bool {
    matches!(setting.group, Group::Common | Group::DropIn)
}

fn flag(setting: &Setting) -> Arg {
    let mut help = setting.help();
    if !setting.default.is_empty() {
        help.push_str(&format!(" [default: {}]", setting.default));
    }
    help.push_str(&format!(" [env: {}]", setting.variable()));
    let heading = match setting.group {
        Group::Common => "Settings",
        Group::DropIn => "Drop-in",
        Group::Server => "Settings of the server",
        Group::Upstream => "One address",
        Group::Bearer => "Bearer tokens",
        Group::Stripe => "Stripe",
        Group::Limits => "Limits of the server",
    };
    Arg::new(setting.name)
        .long(setting.flag())
        .value_name(setting.form)
        .help(help)
        .help_heading(heading)
        .hide_short_help(matches!(
            setting.group,
            Group::DropIn | Group::Upstream | Group::Stripe | Group::Limits
        ))
}

/// The settings file, and what was given as flags. Those after a command come last, and win over those in front of it.
pub(crate) fn given(matches: &ArgMatches) -> (Option<PathBuf>, Flags) {
    let (mut config, mut given) = (None, Vec::new());
    let mut level = Some(matches);
    while let Some(matches) = level {
        config = matches.get_one(CONFIG).cloned().or(config);
        given.extend(settings().filter_map(|setting| {
            let text = matches.try_get_one::<String>(setting.name).ok()??;
            Some((setting, text.clone()))
        }));
        level = matches.subcommand().map(|(_, matches)| matches);
    }
    (config, given)
}
