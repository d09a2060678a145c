import Formats
import Foundation
import Screen

/// Where texts lie while an editor has them: a folder of the user's own, emptied after each but for what is kept.
///
/// Whoever has a text there holds the folder (a shared lock); what nobody holds was left by a process that was killed.
struct EditFolder: Sendable {
    let path: String

    /// How the folders of texts begin that are kept, as nothing else has them.
    private static let keptPrefix = "kept-"

    init(stateDirectory: String) { path = stateDirectory + "/editing" }

    /// Why a text can't be handed over, or taken back, in words.
    struct Failure: Error, Equatable {
        let words: String

        init(_ words: String) { self.words = words }

        static func system(_ what: String) -> Failure {
            Failure("\(what): \(String(cString: strerror(errno)).lowercased())")
        }
    }

    /// A text in a file that only the user can read.
    struct Laid {
        let path: String
        /// A folder of its own, so that what an editor leaves beside the file is found.
        fileprivate let folder: String
        fileprivate let hold: Int32
        /// What was put into the file; nil where it was kept before.
        fileprivate let text: String?

        /// What is in the file now.
        func read(most: Int) -> Result<String, Failure> { EditFolder.read(path, most: most) }

        /// Takes away the file and whatever lies beside it.
        func remove() {
            try? FileManager.default.removeItem(atPath: folder)
            EditFolder.letGo(hold)
        }

        /// Keeps what was written, also what lies only beside the file (an editor that is cut off leaves it there);
        /// gives where it is. Where nothing was written, takes all away and gives nil, unless that is to be kept, too.
        func keep(evenIfUnchanged: Bool = false) -> String? {
            guard evenIfUnchanged || isWritten else {
                remove()
                return nil
            }
            defer { EditFolder.letGo(hold) }
            // An editor may have put a file with other rights in place of this one.
            chmod(path, 0o600)
            guard text != nil else { return path }
            let (name, own) = ((path as NSString).lastPathComponent, folder as NSString)
            let kept = "\(own.deletingLastPathComponent)/\(EditFolder.keptPrefix)\(own.lastPathComponent)"
            let place = rename(folder, kept) == 0 ? kept : folder
            let file = "\(place)/\(name)"
            return FileManager.default.fileExists(atPath: file) ? file : place
        }

        private var isWritten: Bool {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            guard let text, names == [(path as NSString).lastPathComponent] else { return !names.isEmpty }
            return EditFolder.read(path, most: text.utf8.count) != .success(text)
        }
    }

    /// - Parameter name: of the file; an editor tells by its ending what it is.
    func lay(_ text: String, as name: String) -> Result<Laid, Failure> {
        switch held() {
        case .failure(let failure): return .failure(failure)
        case .success(let hold):
            var template = Array("\(path)/XXXXXX".utf8CString)
            guard mkdtemp(&template) != nil else {
                let failure = Failure.system("\(path) can't be written")
                Self.letGo(hold)
                return .failure(failure)
            }
            let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
            let laid = Laid(path: "\(folder)/\(name)", folder: folder, hold: hold, text: text)
            if let failure = Self.write(text, to: laid.path) {
                laid.remove()
                return .failure(failure)
            }
            return .success(laid)
        }
    }

    /// A text that was kept; nil where it is gone, or is none of these.
    func reopen(_ file: String) -> Laid? {
        let own = (file as NSString).deletingLastPathComponent
        guard own.hasPrefix("\(path)/\(Self.keptPrefix)"), FileManager.default.fileExists(atPath: file),
            case .success(let hold) = held()
        else { return nil }
        return Laid(path: file, folder: own, hold: hold, text: nil)
    }

    /// Takes away what processes left that were killed while an editor ran.
    func removeLeftovers() {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { Self.letGo(descriptor) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return }
        for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        where !name.hasPrefix(Self.keptPrefix) {
            try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
        }
    }

    /// The folder, made where it is not there, seen to be the user's own, and held.
    private func held() -> Result<Int32, Failure> {
        if mkdir(path, 0o700) != 0, errno != EEXIST { return .failure(.system("\(path) can't be made")) }
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return .failure(.system("\(path) can't be used")) }
        let facts = try? FileManager.default.attributesOfItem(atPath: path)
        guard let facts, facts[.ownerAccountID] as? UInt == UInt(getuid()),
            let rights = facts[.posixPermissions] as? Int, rights & 0o077 == 0
        else {
            close(descriptor)
            return .failure(Failure("\(path) is open to others; chmod 700 mends it"))
        }
        // Waits while another process takes leftovers away, which is no time.
        guard flock(descriptor, LOCK_SH) == 0 else {
            let failure = Failure.system("\(path) can't be held")
            close(descriptor)
            return .failure(failure)
        }
        return .success(descriptor)
    }

    /// Not only by closing it: a child that is being started has it, too, for a moment.
    private static func letGo(_ hold: Int32) {
        flock(hold, LOCK_UN)
        close(hold)
    }

    private static func write(_ text: String, to path: String) -> Failure? {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return .system("\(path) can't be made") }
        let isWritten = Console.write(text, to: descriptor)
        let failure = Failure.system("\(path) can't be written")
        return close(descriptor) == 0 && isWritten ? nil : failure
    }

    private static func read(_ path: String, most: Int) -> Result<String, Failure> {
        // By its name, as most editors put a new file in place of the old one.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return .failure(.system("the edited file can't be read")) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        guard let data = try? file.read(upToCount: most + 1) ?? Data() else {
            return .failure(Failure("the edited file can't be read"))
        }
        guard data.count <= most else {
            let words = "the new text is too long, a field takes \(Numbers.grouped(most)) bytes; shorten it"
            return .failure(Failure(words))
        }
        guard let text = String(validating: data, as: UTF8.self), !text.utf8.contains(0) else {
            return .failure(Failure("the new text is no text in UTF-8; save it as one"))
        }
        return .success(text)
    }
}
