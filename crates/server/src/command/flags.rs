use std::path::PathBuf;

use clap::{Arg, ArgMatches, Args, Command, Error, FromArgMatches, value_parser};

use crate::settings::{CONFIG_VARIABLE, Group, Setting, TABLE};

const CONFIG: &str = "config";

/// Settings given on the command line, as text: all of them for the server (`ALL`), the common ones for other commands.
#[derive(Debug, Default)]
pub(crate) struct Flags<const ALL: bool> {
    pub(crate) config: Option<PathBuf>,
    pub(crate) given: Vec<(&'static Setting, String)>,
}

/// The settings that a command has flags for. Secrets have none: a command line is visible to every user of the machine.
fn settings(all: bool) -> impl Iterator<Item = &'static Setting> {
    TABLE
        .iter()
        .filter(move |setting| !setting.secret && (all || setting.group == Group::Common))
}

fn flag(setting: &Setting) -> Arg {
    let mut help = setting.help();
    if !setting.default.is_empty() {
        help.push_str(&format!(" [default: {}]", setting.default));
    }
    help.push_str(&format!(" [env: {}]", setting.variable()));
    let flag = Arg::new(setting.name)
        .long(setting.flag())
        .value_name(setting.form)
        .help(help);
    match setting.group {
        Group::Common => flag.help_heading("Settings"),
        Group::Server => flag.help_heading("Settings of the server"),
        Group::Bearer => flag.help_heading("Bearer tokens"),
        Group::Stripe => flag.help_heading("Stripe").hide_short_help(true),
        Group::Limits => flag
            .help_heading("Limits of the server")
            .hide_short_help(true),
    }
}

impl<const ALL: bool> Args for Flags<ALL> {
    fn augment_args(command: Command) -> Command {
        let config = Arg::new(CONFIG)
            .long(CONFIG)
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
            .help(format!(
                "A TOML file with settings: `listen = \"127.0.0.1:8080\"` and the like [env: {CONFIG_VARIABLE}]"
            ))
            .help_heading("Settings");
        command.arg(config).args(settings(ALL).map(flag))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<const ALL: bool> FromArgMatches for Flags<ALL> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let given = settings(ALL).filter_map(|setting| {
            let text: &String = matches.get_one(setting.name)?;
            Some((setting, text.clone()))
        });
        Ok(Self {
            config: matches.get_one(CONFIG).cloned(),
            given: given.collect(),
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
