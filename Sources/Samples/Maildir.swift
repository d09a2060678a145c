import Glibc

/// The files of a Maildir; only ever read.
struct Maildir: Sendable {
    let path: String

    /// A message as its directory lists it.
    struct Entry: Hashable {
        /// File name without its flags.
        let id: String
        let path: String
        /// Seconds since 1970; of the file name, else of the file.
        let arrival: Double
    }

    /// What the system tells of a file.
    struct Stamp: Equatable {
        let size: Int
        let seconds: Int
        let nanoseconds: Int

        init(_ status: stat) {
            size = Int(status.st_size)
            seconds = status.st_mtim.tv_sec
            nanoseconds = status.st_mtim.tv_nsec
        }
    }

    var folders: [String] { [path + "/new", path + "/cur"] }

    /// All messages in no order; nil where there is nothing at the path yet.
    func entries() throws(SampleError) -> [Entry]? {
        var found: [String: Entry] = [:]
        var missing = 0
        for folder in folders {
            guard let names = try names(in: folder) else {
                missing += 1
                continue
            }
            for name in names {
                let entry = Self.entry(name, in: folder)
                // A message on its way from new to cur may be seen in both.
                found[entry.id] = entry
            }
        }
        if missing == folders.count {
            if access(path, F_OK) != 0 { return nil }
            throw .notAMaildir(path: path)
        }
        return Array(found.values)
    }

    /// Reads at most so many bytes of a message from its beginning, in steps, until it is enough.
    static func read(
        _ entry: Entry, most: Int, step: Int, until isEnough: ([UInt8]) -> Bool
    ) throws(SampleError) -> (bytes: [UInt8], stamp: Stamp) {
        // Whatever lies there must not make this wait: a pipe would.
        let file = Glibc.open(entry.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard file >= 0 else { throw failure(entry) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw failure(entry) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .unreadable(path: entry.path, problem: "it is not a file")
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(Int(status.st_size) + 1, step))
        while bytes.count < most {
            let count = try append(upTo: min(step, most - bytes.count), of: file, to: &bytes, entry)
            if count == 0 || isEnough(bytes) { break }
        }
        return (bytes, Stamp(status))
    }

    private static func append(
        upTo count: Int, of file: Int32, to bytes: inout [UInt8], _ entry: Entry
    ) throws(SampleError) -> Int {
        var failed = false
        let piece = [UInt8](unsafeUninitializedCapacity: count) { memory, filled in
            let got = Glibc.read(file, memory.baseAddress, count)
            failed = got < 0
            filled = max(0, got)
        }
        if failed { throw failure(entry) }
        bytes.append(contentsOf: piece)
        return piece.count
    }

    private static func failure(_ entry: Entry) -> SampleError {
        let code = errno
        if code == ENOENT { return .gone(id: entry.id) }
        return .unreadable(path: entry.path, problem: problem(code))
    }

    static func problem(_ code: Int32) -> String { String(cString: strerror(code)).lowercased() }

    /// Names that are not UTF-8 are left out: no message has one. Nil where there is no such folder.
    private func names(in folder: String) throws(SampleError) -> [String]? {
        guard let directory = opendir(folder) else {
            switch errno {
            case ENOENT: return nil
            case ENOTDIR: throw .notAMaildir(path: path)
            default: throw .unreadable(path: folder, problem: Self.problem(errno))
            }
        }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if let name, !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }

    private static func entry(_ name: String, in folder: String) -> Entry {
        let id = String(name.prefix { $0 != ":" })
        let path = folder + "/" + name
        let digits = id.utf8.prefix { $0 >= 0x30 && $0 <= 0x39 }
        if (1...11).contains(digits.count), digits.count < id.utf8.count, let seconds = Double(Substring(digits)) {
            return Entry(id: id, path: path, arrival: seconds)
        }
        var status = stat()
        let seconds = lstat(path, &status) == 0 ? Double(status.st_mtim.tv_sec) : 0
        return Entry(id: id, path: path, arrival: seconds)
    }
}
