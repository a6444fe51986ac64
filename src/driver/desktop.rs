//! A notice of the desktop, by the desktop's own program.

use std::path::PathBuf;

use super::outside;
use crate::domain::text::Clean;

/// What shows one.
pub const PROGRAM: &str = if cfg!(windows) {
    "powershell.exe"
} else if cfg!(target_vendor = "apple") {
    "osascript"
} else {
    "notify-send"
};

/// What to do where it is not there.
pub const REMEDY: &str = if cfg!(any(windows, target_vendor = "apple")) {
    "it is a part of the system: look whether PATH names its folder"
} else {
    "it comes with libnotify (on Debian and Ubuntu, `apt install libnotify-bin`)"
};

/// PowerShell is told what to do by a fixed script; the text comes from its standard input.
const POWERSHELL: &str = "[Console]::InputEncoding = [Text.Encoding]::UTF8; $text = [Console]::In.ReadToEnd(); \
     Add-Type -AssemblyName System.Windows.Forms, System.Drawing; $n = New-Object System.Windows.Forms.NotifyIcon; \
     $n.Icon = [Drawing.SystemIcons]::Information; $n.Visible = $true; $n.ShowBalloonTip(8000, 'solemate', $text, 'None'); \
     Start-Sleep -Seconds 8; $n.Dispose()";

/// The program that shows notices here, if it is there.
pub fn program() -> Option<PathBuf> {
    outside::find(PROGRAM)
}

/// Shows a notice with this text, of our own words only: it may stand on a locked screen.
///
/// # Errors
/// Says why it was not shown.
pub fn show(text: &str) -> Result<(), Clean> {
    let program = program().ok_or_else(|| Clean::visible(&format!("{PROGRAM} is not in PATH: {REMEDY}")))?;
    let (words, input): (&[&str], _) = if cfg!(windows) {
        (&["-NoProfile", "-NonInteractive", "-Command", POWERSHELL], Some(text))
    } else if cfg!(target_vendor = "apple") {
        let script = "display notification (item 1 of argv) with title \"solemate\"";
        (&["-e", "on run argv", "-e", script, "-e", "end run", text], None)
    } else {
        (&["--app-name=solemate", "--", "solemate", text], None)
    };
    outside::run(&program, words, input)
}
