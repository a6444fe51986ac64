use proptest::prelude::*;

use super::*;
use crate::domain::remind::Quiet;

fn job(program: &str, words: &[&str], variables: &[(&str, &str)]) -> Job {
    let at = vec!["07:00".parse().unwrap(), "21:30".parse().unwrap()];
    Job {
        program: program.to_owned(),
        words: words.iter().map(|word| (*word).to_owned()).collect(),
        variables: variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        times: Times::new(at, Some(Quiet::NIGHT)).unwrap(),
    }
}

fn roots(folder: &Path) -> Roots {
    Roots { home: folder.to_path_buf(), config: folder.join(".config"), own: folder.join("own"), user: 1000 }
}

fn files(system: System, job: &Job) -> Vec<TimerFile> {
    system.files(job, &roots(Path::new("/home/me"))).unwrap()
}

/// The words of a line of a unit file, read by its own rules.
fn words_of_unit(line: &str) -> Vec<String> {
    let (mut words, mut chars) = (Vec::new(), line.chars().peekable());
    while let Some(c) = chars.next() {
        match c {
            ' ' | ':' => continue,
            '"' => words.push(String::new()),
            other => panic!("{other:?} outside quotes in {line:?}"),
        }
        let word = words.last_mut().unwrap();
        loop {
            match chars.next().expect("the quotes are closed") {
                '"' => break,
                '%' => {
                    assert_eq!(chars.next(), Some('%'), "a specifier in {line:?}");
                    word.push('%');
                }
                '\\' => word.push(match chars.next().unwrap() {
                    'n' => '\n',
                    'x' => {
                        let hex: String = chars.by_ref().take(2).collect();
                        char::from(u8::from_str_radix(&hex, 16).unwrap())
                    }
                    c => c,
                }),
                c => word.push(c),
            }
        }
    }
    words
}

/// What cron makes of the command of a line: the shell's part of it.
fn after_cron(line: &str) -> String {
    let command = line.splitn(6, ' ').nth(5).unwrap();
    let (mut shell, mut escaped) = (String::new(), false);
    for c in command.chars() {
        match c {
            '%' if escaped => {
                shell.pop();
                shell.push('%');
            }
            '%' => return shell,
            c => shell.push(c),
        }
        escaped = c == '\\' && !escaped;
    }
    shell
}

/// The words of a command line of Windows.
fn words_of_windows(line: &str) -> Vec<String> {
    let (mut words, mut quoted, mut backslashes) = (vec![String::new()], false, 0);
    for c in line.chars() {
        let word = words.last_mut().unwrap();
        match c {
            '\\' => backslashes += 1,
            '"' => {
                word.push_str(&"\\".repeat(backslashes / 2));
                if backslashes % 2 == 1 {
                    word.push('"')
                } else {
                    quoted = !quoted
                }
                backslashes = 0;
            }
            c => {
                word.push_str(&"\\".repeat(backslashes));
                backslashes = 0;
                if c == ' ' && !quoted { words.push(String::new()) } else { word.push(c) }
            }
        }
    }
    words.last_mut().unwrap().push_str(&"\\".repeat(backslashes));
    words
}

fn strings_of(xml: &str, tag: &str) -> Vec<String> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let document = roxmltree::Document::parse_with_options(xml, options).unwrap();
    let strings = document.descendants().filter(|node| node.has_tag_name(tag) || node.tag_name().name() == tag);
    strings.map(|node| node.text().unwrap_or_default().to_owned()).collect()
}

/// Paths that want to be something else: spaces, quotes, variables, specifiers, marks of XML, line breaks.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "ä",
        " ",
        "  ",
        "'",
        "\"",
        "\\",
        "%",
        "%h",
        "%%",
        "$",
        "${HOME}",
        "$(id)",
        "`",
        ";",
        "&",
        "&amp;",
        "<",
        ">",
        "]]>",
        "-->",
        "--",
        "\n",
        "\r",
        "\t",
        "#",
        "=",
        "~",
        "{",
        "\u{1}",
        "\u{7f}",
        "\u{202e}",
        "; sum 00000000",
        "solemate remind: at ",
    ]);
    prop::collection::vec(piece, 0..12).prop_map(|pieces| format!("/{}", pieces.concat()))
}

proptest! {
    #[test]
    fn s1_a_unit_says_exactly_the_words_that_were_meant(program in hostile(), folder in hostile()) {
        let job = job(&program, &["remind", "now", "--data-dir", &folder], &[("XDG_DATA_HOME", &folder)]);
        let refused = program.contains(|c: char| c.is_ascii_control() || "\"'\\".contains(c));
        match systemd::service(&job) {
            Err(unfit) => prop_assert!(refused, "{unfit}"),
            Ok(service) => {
                prop_assert!(!refused);
                let line = |key: &str| {
                    let lines: Vec<&str> = service.lines().filter_map(|line| line.strip_prefix(key)).collect();
                    assert_eq!(lines.len(), 1, "{service}");
                    words_of_unit(lines[0])
                };
                prop_assert_eq!(line("ExecStart="), [&[job.program.clone()][..], &job.words].concat());
                prop_assert_eq!(line("Environment="), [format!("XDG_DATA_HOME={folder}")]);
            }
        }
    }

    #[test]
    fn s1_a_property_list_and_a_task_say_exactly_the_words_that_were_meant(program in hostile(), folder in hostile()) {
        let job = job(&program, &["remind", "--data-dir", &folder], &[("XDG_DATA_HOME", &folder)]);
        let unsayable = |text: &str| text.contains(|c: char| c.is_ascii_control() && !"\n\r\t\u{7f}".contains(c) || c == '\u{7f}');
        match launchd::agent(&job) {
            Err(unfit) => prop_assert!(unsayable(&program) || unsayable(&folder), "{unfit}"),
            Ok(plist) => {
                let expected = ["solemate.remind", &program, "remind", "--data-dir", &folder, &folder, "Background"];
                prop_assert_eq!(strings_of(&plist, "string"), expected);
                prop_assert_eq!(strings_of(&plist, "integer"), ["7", "0", "21", "30"]);
            }
        }
        if let Ok(task) = tasks::task(&job) {
            prop_assert_eq!(strings_of(&task, "Command"), [program.as_str()]);
            prop_assert_eq!(words_of_windows(&strings_of(&task, "Arguments")[0]), ["remind", "--data-dir", &folder]);
        }
    }

    #[test]
    fn s1_a_line_of_cron_says_exactly_the_words_that_were_meant(program in hostile(), folder in hostile()) {
        let job = job(&program, &["--data-dir", &folder], &[]);
        match cron::lines(&job) {
            Err(unfit) => prop_assert!((program + &folder).contains(['\n', '\r']), "{unfit}"),
            Ok(lines) => {
                let words = shell_words::split(&after_cron(&lines[1])).unwrap();
                prop_assert_eq!(words, [program.as_str(), "--data-dir", &folder]);
                prop_assert!(lines[0].starts_with("0 7 * * * ") && lines[1].starts_with("30 21 * * * "));
            }
        }
    }

    #[test]
    fn a_stamp_is_found_whatever_the_paths_are_called(program in hostile(), folder in hostile()) {
        let job = job(&program, &[&folder], &[]);
        for system in [System::Systemd, System::Launchd, System::Tasks] {
            for file in system.files(&job, &roots(Path::new("/home/me"))).into_iter().flatten() {
                prop_assert_eq!(stamp::read(&file.text), Some(job.times.clone()), "{}", file.text);
            }
        }
    }
}

#[test]
fn every_byte_that_a_person_changes_makes_the_file_theirs() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    for system in [System::Systemd, System::Launchd, System::Tasks] {
        for file in files(system, &job("/usr/bin/solemate", &["remind"], &[])) {
            std::fs::write(&path, &file.bytes).unwrap();
            let times = job("", &[], &[]).times;
            assert_eq!(look(&path).unwrap(), Found::Ours { times, bytes: file.bytes.clone() }, "{}", file.text);
            for at in 0..file.text.len() {
                let mut changed = file.text.clone().into_bytes();
                changed[at] ^= 1;
                let changed = String::from_utf8(changed).unwrap();
                assert_eq!(stamp::read(&changed), None, "{changed}");
            }
            assert_eq!(stamp::read(&format!("{} ", file.text)), None);
        }
    }
    std::fs::write(&path, "[Timer]\nOnCalendar=daily\n").unwrap();
    assert_eq!(look(&path).unwrap(), Found::Theirs);
    assert_eq!(look(folder.path()).unwrap(), Found::Theirs, "a folder is none of ours");
    assert_eq!(look(&path.join("below")).unwrap(), Found::Nothing);
}

#[cfg(unix)]
#[test]
fn what_is_written_is_private_and_what_is_removed_leaves_no_folder() {
    use std::os::unix::fs::PermissionsExt;
    for system in [System::Systemd, System::Launchd, System::Tasks] {
        let folder = tempfile::tempdir().unwrap();
        let roots = roots(folder.path());
        let (own, config) = (roots.own.clone(), roots.config.clone());
        std::fs::create_dir_all(own.clone()).unwrap();
        std::fs::create_dir_all(config.clone()).unwrap();
        std::fs::create_dir_all(folder.path().join("Library")).unwrap();
        let files = system.files(&job("/usr/bin/solemate", &["remind"], &[]), &roots).unwrap();
        write(&files).unwrap();
        write(&files).unwrap();
        for file in &files {
            assert_eq!(std::fs::read(&file.path).unwrap(), file.bytes);
            assert_eq!(file.path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }
        if let Some(link) = system.links(&roots) {
            std::fs::create_dir_all(link.parent().unwrap()).unwrap();
            std::os::unix::fs::symlink(&files[1].path, link).unwrap();
        }
        remove(&system.paths(&roots), system, &roots).unwrap();
        remove(&system.paths(&roots), system, &roots).unwrap();
        for empty in [own, config, folder.path().join("Library")] {
            assert_eq!(std::fs::read_dir(&empty).unwrap().count(), 0, "{}", empty.display());
        }
    }
}

#[test]
fn d7_what_cannot_be_written_whole_is_not_written_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let roots = roots(folder.path());
    let files = System::Systemd.files(&job("/usr/bin/solemate", &["remind"], &[]), &roots).unwrap();
    let units = folder.path().join(".config/systemd/user");

    let mut blocked = files.clone();
    blocked[1].path = units.join("solemate-remind.service/below");
    assert!(write(&blocked).is_err());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "not even a folder is left");

    write(&files[..1]).unwrap();
    let mut newer = files.clone();
    newer[0].bytes.push(b'\n');
    std::fs::create_dir_all(&newer[1].path).unwrap();
    assert!(write(&newer).is_err());
    assert_eq!(std::fs::read(&files[0].path).unwrap(), files[0].bytes, "the older version is there again");
    assert!(remove(&[files[0].path.clone(), files[1].path.clone()], System::Systemd, &roots).is_err());
    assert_eq!(std::fs::read(&files[0].path).unwrap(), files[0].bytes, "nothing is removed by halves");
}
