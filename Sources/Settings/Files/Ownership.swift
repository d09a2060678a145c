import Foundation
import Glibc

/// Whether what names commands to run, or holds a key, is in the hands of its owner alone, as ssh wants it of its files.
///
/// The file and its folder have to be of this user or of root, and nobody else may write to them. Farther up it is enough
/// that nobody can put another folder in the place of one: a folder of somebody else's is refused by its owner.
enum Ownership {
    /// What is wrong; nil where nothing is.
    ///
    /// - Parameter descriptor: the file, opened: what is looked at is what is read.
    static func fault(of descriptor: Int32, at path: String) -> FileFault? {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return .unreadable(UserFiles.systemWord(errno)) }
        return fault(status, path, isFolder: false) ?? faultOfFolders(around: path)
    }

    /// Both the folder that the name stands in and, for a link, the one that it leads to.
    private static func faultOfFolders(around path: String) -> FileFault? {
        let folders = [(path as NSString).deletingLastPathComponent, realPath(path).map(parent) ?? ""]
        var known: Set<String> = []
        for folder in folders.compactMap({ realPath($0.isEmpty ? "." : $0) }) where known.insert(folder).inserted {
            var status = stat()
            guard lstat(folder, &status) == 0 else { return .unreadable(UserFiles.systemWord(errno)) }
            if let fault = fault(status, folder, isFolder: true) { return fault }
            var above = folder
            while above != "/" {
                above = parent(above)
                guard lstat(above, &status) == 0, status.st_mode & (S_IWOTH | S_ISVTX) == S_IWOTH else { continue }
                return .accessible(path: above, mode: Int(status.st_mode & 0o7777), isFolder: true)
            }
        }
        return nil
    }

    private static func fault(_ status: stat, _ path: String, isFolder: Bool) -> FileFault? {
        guard status.st_uid == 0 || status.st_uid == geteuid() else {
            return .foreign(path: path, owner: name(of: status.st_uid))
        }
        // In a folder with the sticky bit, as /tmp is, others can put files beside this one and do no more.
        let isSticky = isFolder && status.st_mode & S_ISVTX != 0
        guard isSticky || status.st_mode & (S_IWGRP | S_IWOTH) == 0 else {
            return .accessible(path: path, mode: Int(status.st_mode & 0o7777), isFolder: isFolder)
        }
        return nil
    }

    private static func name(of user: uid_t) -> String {
        guard let entry = getpwuid(user), let name = entry.pointee.pw_name else { return "user \(user)" }
        return String(cString: name)
    }

    private static func parent(_ path: String) -> String {
        let parent = (path as NSString).deletingLastPathComponent
        return parent.isEmpty ? "/" : parent
    }

    private static func realPath(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }
}
