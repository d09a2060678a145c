import Foundation

/// A terminal whose other end is the test itself, which may stop to take what is written.
final class PseudoTerminal: Sendable {
    private let master: Int32
    private let slave: Int32
    let process: pid_t

    /// Runs the program under test in it.
    init(_ arguments: [String] = [], home: Home) throws {
        // TIOCSPTLCK and TIOCGPTN, which Swift does not see: the other end is unlocked, and its number asked for.
        let (unlock, numberOf): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
        var (locked, number): (Int32, Int32) = (0, 0)
        // Keys for which there is no room are left out: the program may be held as well, and nobody would go on.
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
        guard master >= 0, ioctl(master, unlock, &locked) == 0, ioctl(master, numberOf, &number) == 0 else {
            throw HarnessError.system(call: "open /dev/ptmx", code: errno)
        }
        slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var size = winsize(ws_row: 40, ws_col: 120, ws_xpixel: 0, ws_ypixel: 0)
        guard slave >= 0, ioctl(slave, UInt(TIOCSWINSZ), &size) == 0 else {
            throw HarnessError.system(call: "open /dev/pts/\(number)", code: errno)
        }
        process = try Launch.start(
            Executable.desk, arguments, environment: home.environment, input: slave, output: slave, errors: slave)
    }

    deinit {
        close(slave)
        close(master)
    }

    func type(_ text: String) { _ = write(master, text, text.utf8.count) }

    /// Takes what is written until this is in it.
    func take(until text: String) throws {
        var taken: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let deadline = Date() + Patience.seconds
        while !String(decoding: taken, as: UTF8.self).contains(text) {
            var source = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            guard poll(&source, 1, 100) >= 0, Date() < deadline else {
                throw HarnessError.timedOut(waitingFor: text, screen: String(decoding: taken, as: UTF8.self))
            }
            guard source.revents & Int16(POLLIN) != 0 else { continue }
            taken += buffer[..<max(0, read(master, &buffer, buffer.count))]
        }
    }

    /// Has everything painted again and again, and takes nothing, until the program is held in a write.
    func fill() throws {
        let deadline = Date() + Patience.seconds
        var full = 0
        while full < 10 {
            guard Date() < deadline else { throw HarnessError.timedOut(waitingFor: "a full terminal", screen: "") }
            var room = pollfd(fd: slave, events: Int16(POLLOUT), revents: 0)
            full = poll(&room, 1, 50) == 0 ? full + 1 : 0
            type("\u{0C}")
        }
    }

    /// The modes, as far as they can differ.
    var modes: [tcflag_t] {
        var modes = termios()
        tcgetattr(slave, &modes)
        return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag]
    }
}
