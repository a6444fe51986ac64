//! What shells and `man` are told is what the command line takes.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]

#[path = "../examples/shell/pages.rs"]
mod pages;

#[test]
fn what_is_kept_for_shells_and_man_is_of_this_command_line() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/shell");
    for (file, text) in pages::all(solemate::cli::grammar()) {
        let kept = std::fs::read_to_string(folder.join(&file)).unwrap_or_default();
        assert!(
            kept == text,
            "assets/shell/{file} is of another command line: `cargo run --example shell` writes it anew"
        );
    }
}

#[test]
fn every_command_is_in_every_text_and_routines_are_completed_by_their_ids() {
    let names: Vec<String> = solemate::cli::grammar().get_subcommands().map(|one| one.get_name().to_owned()).collect();
    assert!(names.len() > 20);
    for (file, text) in pages::all(solemate::cli::grammar()) {
        for name in &names {
            assert!(text.contains(name.as_str()), "{file} lacks {name}");
        }
        if ["solemate.bash", "solemate.zsh", "solemate.fish"].contains(&file.as_str()) {
            assert!(text.contains("solemate list --ids"), "{file}");
        }
    }
}

#[test]
fn bash_completes_what_follows_an_option_of_new_and_the_hidden_ones_for_unhide() {
    let (_, bash) = pages::all(solemate::cli::grammar()).remove(0);
    let of = |command: &str| {
        let from = bash.find(&format!("        solemate__subcmd__{command})\n            opts=")).unwrap();
        bash[from..].split("            ;;\n        solemate__").next().unwrap().to_owned()
    };
    let new = of("new");
    assert!(new.contains("--from)\n                    COMPREPLY=($(compgen -W \"$(solemate list --ids"), "{new}");
    assert!(new.contains("-W \"morning calves sole") && new.contains("-W \"both left right sore\""), "{new}");
    assert!(of("unhide").contains("$(solemate list --ids --hidden 2>/dev/null)\""));
    assert!(!of("hide").contains("--hidden"));
}
