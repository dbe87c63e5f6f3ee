//! The other child: it gives up what an office program does not need, then becomes that program.
//!
//! An office program does what a document tells it: it opens files and addresses that are named in it, and it is far too
//! large to be without faults. So it is held from outside. It reads its own installation, fonts and the one file; it
//! writes in one folder, which is thrown away afterwards; it reaches no network and no process but its own, which can't
//! leave the group that is ended with it. Where the kernel can't hold it so, it is not run at all: a document could ask
//! it to put our keys on a page.

use super::confine;
use crate::limits;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// It could not be held, and was not started.
pub(crate) const NOT_HELD: i32 = 120;
/// It could not be started.
pub(crate) const NOT_STARTED: i32 = 121;

/// Becomes the program that the first argument names, held to the folder that the second names; the rest goes along.
/// Call it from a hidden subcommand **before any runtime or thread is started**.
pub fn office(args: impl IntoIterator<Item = OsString>) -> ! {
    let mut args = args.into_iter();
    let (Some(program), Some(folder)) = (args.next().map(PathBuf::from), args.next().map(PathBuf::from)) else {
        std::process::exit(NOT_STARTED);
    };
    if !(hold(&program, &folder) && confine::limit_office(limits::OFFICE_MEMORY, limits::CONVERTED)) {
        std::process::exit(NOT_HELD);
    }
    turn_into(&program, args)
}

#[cfg(unix)]
fn turn_into(program: &Path, args: impl Iterator<Item = OsString>) -> ! {
    // it only comes back when it could not be started
    drop(std::os::unix::process::CommandExt::exec(std::process::Command::new(program).args(args)));
    std::process::exit(NOT_STARTED)
}

#[cfg(not(unix))]
fn turn_into(_: &Path, _: impl Iterator<Item = OsString>) -> ! {
    std::process::exit(NOT_STARTED)
}

/// Whether the kernel of this machine can hold an office program.
#[must_use]
pub fn can_hold() -> bool {
    #[cfg(target_os = "linux")]
    let can = kernel::can_hold();
    #[cfg(not(target_os = "linux"))]
    let can = false;
    can
}

#[cfg(target_os = "linux")]
fn hold(program: &Path, folder: &Path) -> bool {
    kernel::files(program, folder) && kernel::system_calls()
}

#[cfg(not(target_os = "linux"))]
fn hold(_: &Path, _: &Path) -> bool {
    false
}

#[cfg(target_os = "linux")]
mod kernel {
    use landlock::{
        ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, Ruleset, RulesetAttr, RulesetCreatedAttr,
        RulesetStatus, Scope, path_beneath_rules,
    };
    use seccompiler::{
        BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
        TargetArch,
    };
    use std::collections::BTreeMap;
    use std::path::{Path, PathBuf};

    /// What every program needs of the system. Nothing under it is ours: no data, no settings, no secrets.
    const SYSTEM: [&str; 24] = [
        "/bin",
        "/lib",
        "/lib32",
        "/lib64",
        "/usr/bin",
        "/usr/lib",
        "/usr/lib32",
        "/usr/lib64",
        "/usr/libexec",
        "/usr/share",
        "/usr/local/lib",
        "/usr/local/share/fonts",
        "/etc/alternatives",
        "/etc/fonts",
        "/etc/ld.so.cache",
        "/etc/libreoffice",
        "/etc/localtime",
        "/etc/nsswitch.conf",
        "/etc/passwd",
        "/var/cache/fontconfig",
        "/var/lib/libreoffice",
        "/var/spool/libreoffice",
        "/proc/cpuinfo",
        "/proc/meminfo",
    ];
    /// What is written to and holds nothing.
    const DEVICES: [&str; 4] = ["/dev/null", "/dev/zero", "/dev/random", "/dev/urandom"];

    pub(super) fn can_hold() -> bool {
        let known = Ruleset::default()
            .set_compatibility(CompatLevel::HardRequirement)
            .handle_access(AccessFs::from_all(ABI::V1))
            .and_then(Ruleset::create);
        known.is_ok()
    }

    pub(super) fn files(program: &Path, folder: &Path) -> bool {
        let read = SYSTEM.iter().map(PathBuf::from).chain([installation(program)]);
        let held = Ruleset::default()
            .handle_access(AccessFs::from_all(ABI::V5))
            .and_then(|rules| rules.handle_access(AccessNet::from_all(ABI::V4)))
            .and_then(|rules| rules.scope(Scope::from_all(ABI::V6)))
            .and_then(Ruleset::create)
            .and_then(|rules| rules.add_rules(path_beneath_rules(read, AccessFs::from_read(ABI::V5))))
            .and_then(|rules| rules.add_rules(path_beneath_rules(DEVICES, AccessFs::ReadFile | AccessFs::WriteFile)))
            .and_then(|rules| rules.add_rules(path_beneath_rules([folder], AccessFs::from_all(ABI::V5))))
            .and_then(landlock::RulesetCreated::restrict_self);
        held.is_ok_and(|held| held.ruleset != RulesetStatus::NotEnforced)
    }

    /// The folder the program is installed in, where it lies as office programs do; else the program alone.
    fn installation(program: &Path) -> PathBuf {
        let real = program.canonicalize().unwrap_or_else(|_| program.to_owned());
        match real.parent() {
            Some(folder) if folder.file_name().is_some_and(|name| name == "program") => {
                folder.parent().unwrap_or(folder).to_owned()
            }
            _ => real,
        }
    }

    /// No address of any network; nothing that would let it out of its group, or into another process or the kernel.
    pub(super) fn system_calls() -> bool {
        const REFUSED: [libc::c_long; 11] = [
            libc::SYS_setsid,
            libc::SYS_setpgid,
            libc::SYS_ptrace,
            libc::SYS_process_vm_readv,
            libc::SYS_process_vm_writev,
            libc::SYS_io_uring_setup,
            libc::SYS_unshare,
            libc::SYS_setns,
            libc::SYS_bpf,
            libc::SYS_userfaultfd,
            libc::SYS_perf_event_open,
        ];
        let Ok(arch) = TargetArch::try_from(std::env::consts::ARCH) else { return false };
        let rule = |argument, compared, value: libc::c_int| {
            let value = u64::from(value.cast_unsigned());
            SeccompCondition::new(argument, SeccompCmpArgLen::Dword, compared, value)
                .and_then(|condition| SeccompRule::new(vec![condition]))
        };
        let network = rule(0, SeccompCmpOp::Ne, libc::AF_UNIX);
        let may_write = rule(2, SeccompCmpOp::Eq, libc::W_OK);
        let (Ok(network), Ok(may_write)) = (network, may_write) else { return false };
        let mut rules: BTreeMap<i64, Vec<SeccompRule>> = REFUSED.iter().map(|call| (*call, Vec::new())).collect();
        rules.insert(libc::SYS_socket, vec![network]);
        // asked beforehand, it may write nowhere: so it puts its socket where it is told to, not in a folder of everybody's
        rules.insert(libc::SYS_faccessat, vec![may_write]);
        #[cfg(target_arch = "x86_64")]
        match rule(1, SeccompCmpOp::Eq, libc::W_OK) {
            Ok(may_write) => drop(rules.insert(libc::SYS_access, vec![may_write])),
            Err(_) => return false,
        }
        let program: Result<BpfProgram, _> =
            SeccompFilter::new(rules, SeccompAction::Allow, SeccompAction::Errno(libc::EPERM.cast_unsigned()), arch)
                .and_then(TryInto::try_into);
        program.is_ok_and(|program| seccompiler::apply_filter_all_threads(&program).is_ok())
    }
}
