use super::*;

#[test]
fn name_by_number() {
    let users = "root:x:0:0:root:/root:/bin/bash\n# a comment\n\n:x:7:7\nann:x:1000:1000::/home/ann:\nann2:x:1000:1000\n";
    for (id, name) in [(0, Some("root")), (1000, Some("ann")), (7, None), (1, None)] {
        assert_eq!(name_of(users, id).as_deref(), name, "{id}");
    }
}
