use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use bookshop_client::{Client, Options};

/// The shop, which closes when this process ends: its standard input does then.
struct Shop {
    _process: Child,
    url: String,
}

/// A client of the shop.
pub(crate) async fn client(options: Options) -> Client {
    static SHOP: OnceLock<Shop> = OnceLock::new();
    let shop = SHOP.get_or_init(open);
    Client::new(options.base_url(&shop.url)).expect("options")
}

fn open() -> Shop {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../../bookshop/Cargo.toml");
    let mut process = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--locked", "--manifest-path", manifest])
        .args(["--example", "serve"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("cargo runs");
    let mut lines = BufReader::new(process.stdout.take().expect("a pipe")).lines();
    let line = lines.next().expect("the shop opens").expect("UTF-8");
    let url = line.strip_prefix("Listening on ").expect("an address");
    Shop {
        url: url.to_owned(),
        _process: process,
    }
}
