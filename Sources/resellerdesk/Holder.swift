import Foundation

/// Names of processes that hold something in the archive, and whether they still run.
///
/// A name tells the start of the machine, the room of process numbers, the number and when the process began: all four
/// together never come again.
enum Holder {
    static let ofThisProcess: String = {
        guard let room, let start = start(of: getpid()) else { return "\(getpid()) \(UUID().uuidString)" }
        return "\(room) \(getpid()) \(start)"
    }()

    /// Whether a process is known to have ended. Of one on another machine nothing is known.
    static func hasEnded(_ name: String) -> Bool {
        let parts = name.split(separator: " ").map(String.init)
        guard parts.count == 4, let room, "\(parts[0]) \(parts[1])" == room, let process = pid_t(parts[2]) else {
            return false
        }
        return start(of: process) != parts[3]
    }

    /// A process as a person can find it: `process 4711`.
    static func words(_ name: String) -> String {
        let parts = name.split(separator: " ")
        return parts.count == 4 ? "process \(parts[2])" : parts.first.map { "process \($0)" } ?? "another process"
    }

    /// A name for the time from the start of the machine on; one of this process alone where there is none.
    static let startOfMachine = boot ?? UUID().uuidString

    private static let boot = text("/proc/sys/kernel/random/boot_id")

    /// The start of the machine, and the room in which its numbers count.
    private static let room: String? = {
        guard let boot,
            let space = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")
        else { return nil }
        return "\(boot) \(space)"
    }()

    /// When a process began, in ticks since the start of the machine; nil where there is none, or only its remains.
    private static func start(of process: pid_t) -> String? {
        guard let line = text("/proc/\(process)/stat"), let end = line.lastIndex(of: ")") else { return nil }
        // The name before may hold blanks and brackets; behind it come state and figures.
        let fields = line[line.index(after: end)...].split(separator: " ")
        guard fields.count > 19, fields[0] != "Z", fields[0] != "X" else { return nil }
        return String(fields[19])
    }

    private static func text(_ path: String) -> String? {
        guard let data = FileManager.default.contents(atPath: path), !data.isEmpty else { return nil }
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
