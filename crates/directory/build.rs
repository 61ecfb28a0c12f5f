//! Has cargo notice new migrations: `migrate!` alone only notices changed ones.

fn main() {
    println!("cargo::rerun-if-changed=migrations");
}
