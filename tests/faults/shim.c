/* Stands between a program and the C library: writes down what it asks of its disk, and lets a chosen call fail.

   Loaded with LD_PRELOAD. Only files under the watched folder count; the memory that SQLite's readers share (-shm) does
   not, since it is begun anew after every cut. tests/faults/shim.py speaks to it, tests/faults/disk.py reads its journal. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define KINDS 128

struct record {
    uint8_t what;
    uint64_t inode, offset;
    uint32_t length;
    uint16_t path, other;
} __attribute__((packed));

static char watched[PATH_MAX];
static int journal = -1;
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static long seen[KINDS];
static struct { char kind; long at; int error, lasting; } failing;

#define REAL(name) ((__typeof__(&name))real(#name))

static void *real(const char *name) {
    return dlsym(RTLD_NEXT, name);
}

/* --- what Python says --- */

void faults_watch(const char *folder) { snprintf(watched, sizeof watched, "%s", folder); }
void faults_record(int handle) { journal = handle; }
long faults_seen(char kind) { return seen[(int)kind]; }

void faults_fail(char kind, long at, int error, int lasting) {
    memset(seen, 0, sizeof seen);
    failing.kind = kind;
    failing.at = at;
    failing.error = error;
    failing.lasting = lasting;
}

/* --- which files count --- */

static int counts(const char *path) {
    size_t length = strlen(watched), end = strlen(path);
    if (!length || strncmp(path, watched, length) || path[length] != '/') return 0;
    return !(end > 4 && !strcmp(path + end - 4, "-shm"));
}

static int named(int handle, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t length = watched[0] ? readlink(link, path, PATH_MAX - 1) : -1;
    if (length < 0) return 0;
    path[length] = 0;
    return counts(path) || !strcmp(path, watched);
}

static int placed(int folder, const char *name, char *path) {
    if (!watched[0]) return 0;
    if (name[0] == '/') {
        snprintf(path, PATH_MAX, "%s", name);
    } else {
        char in[PATH_MAX];
        if (folder == AT_FDCWD) {
            if (!getcwd(in, sizeof in)) return 0;
        } else if (!named(folder, in)) {
            return 0;
        }
        if (snprintf(path, PATH_MAX, "%s/%s", in, name) >= PATH_MAX) return 0;
    }
    return counts(path);
}

/* --- the journal, and the call that fails --- */

static void put(const void *content, size_t length) {
    const char *at = content;
    while (length) {
        ssize_t done = REAL(write)(journal, at, length);
        if (done <= 0) return;
        at += done;
        length -= done;
    }
}

static void note(char what, uint64_t inode, uint64_t offset, const void *content, size_t length, const char *path,
                 const char *other) {
    if (journal < 0) return;
    struct record record = {what, inode, offset, length, strlen(path), strlen(other)};
    pthread_mutex_lock(&turn);
    put(&record, sizeof record);
    put(path, record.path);
    put(other, record.other);
    if (content) put(content, length);
    pthread_mutex_unlock(&turn);
}

void faults_note(const char *content, uint32_t length) { note('a', 0, 0, content, length, "", ""); }

static int fails(char kind) {
    long number = __atomic_add_fetch(&seen[(int)kind], 1, __ATOMIC_SEQ_CST);
    if (kind != failing.kind || number < failing.at || (number > failing.at && !failing.lasting)) return 0;
    errno = failing.error;
    return 1;
}

static uint64_t inode_of(int handle) {
    struct stat found;
    return fstat(handle, &found) ? 0 : found.st_ino;
}

/* --- files opened --- */

static int opened(int handle, int existed, int flags, const char *path) {
    if (handle < 0) return handle;
    if (!existed) note('c', inode_of(handle), 0, NULL, 0, path, "");
    else if (flags & O_TRUNC) note('t', inode_of(handle), 0, NULL, 0, path, "");
    return handle;
}

#define OPENED(how, folder, name, call)                                                                              \
    mode_t mode = 0;                                                                                                 \
    char path[PATH_MAX];                                                                                             \
    if (flags & (O_CREAT | O_TMPFILE)) {                                                                             \
        va_list more;                                                                                                \
        va_start(more, flags);                                                                                       \
        mode = va_arg(more, mode_t);                                                                                 \
        va_end(more);                                                                                                \
    }                                                                                                                \
    if ((flags & O_TMPFILE) == O_TMPFILE || !(flags & (O_CREAT | O_TRUNC)) || !placed(folder, name, path))           \
        return REAL(how) call;                                                                                       \
    int existed = !access(path, F_OK);                                                                               \
    if (!existed && fails('c')) return -1;                                                                           \
    return opened(REAL(how) call, existed, flags, path)

int open(const char *name, int flags, ...) { OPENED(open, AT_FDCWD, name, (name, flags, mode)); }
int open64(const char *name, int flags, ...) { OPENED(open64, AT_FDCWD, name, (name, flags, mode)); }
int openat(int at, const char *name, int flags, ...) { OPENED(openat, at, name, (at, name, flags, mode)); }
int openat64(int at, const char *name, int flags, ...) { OPENED(openat64, at, name, (at, name, flags, mode)); }

/* --- bytes written: where a write fails, half of it has reached the disk --- */

static ssize_t written(int handle, const void *content, size_t length, off64_t offset, ssize_t done, const char *path) {
    if (done > 0) note('w', inode_of(handle), offset, content, done, path, "");
    (void)length;
    return done;
}

#define WRITES(half, whole, offset)                                                                                  \
    char path[PATH_MAX];                                                                                             \
    if (!named(handle, path)) return whole;                                                                          \
    off64_t at = offset;                                                                                             \
    if (fails('w')) {                                                                                                \
        int error = errno;                                                                                           \
        written(handle, content, length, at, half, path);                                                            \
        errno = error;                                                                                               \
        return -1;                                                                                                   \
    }                                                                                                                \
    return written(handle, content, length, at, whole, path)

ssize_t write(int handle, const void *content, size_t length) {
    WRITES(REAL(write)(handle, content, length / 2), REAL(write)(handle, content, length),
           lseek64(handle, 0, SEEK_CUR));
}
ssize_t pwrite(int handle, const void *content, size_t length, off_t offset) {
    WRITES(REAL(pwrite)(handle, content, length / 2, offset), REAL(pwrite)(handle, content, length, offset), offset);
}
ssize_t pwrite64(int handle, const void *content, size_t length, off64_t offset) {
    WRITES(REAL(pwrite64)(handle, content, length / 2, offset), REAL(pwrite64)(handle, content, length, offset), offset);
}

static int cut(int handle, off64_t length, const char *name) {
    char path[PATH_MAX];
    int counted = named(handle, path);
    if (counted && fails('w')) return -1;
    int done = ((int (*)(int, off64_t))real(name))(handle, length);
    if (counted && !done) note('t', inode_of(handle), length, NULL, 0, path, "");
    return done;
}
int ftruncate(int handle, off_t length) { return cut(handle, length, "ftruncate"); }
int ftruncate64(int handle, off64_t length) { return cut(handle, length, "ftruncate64"); }

/* --- bytes read --- */

#define READS(call)                                                                                                  \
    char path[PATH_MAX];                                                                                             \
    if (named(handle, path) && fails('r')) return -1;                                                                \
    return call

ssize_t read(int handle, void *into, size_t length) { READS(REAL(read)(handle, into, length)); }
ssize_t pread(int handle, void *into, size_t length, off_t offset) { READS(REAL(pread)(handle, into, length, offset)); }
ssize_t pread64(int handle, void *into, size_t length, off64_t offset) {
    READS(REAL(pread64)(handle, into, length, offset));
}

/* --- brought to the disk --- */

static int synced(int handle, const char *name) {
    char path[PATH_MAX];
    struct stat found;
    int counted = named(handle, path);
    if (counted && fails('s')) return -1;
    int done = ((int (*)(int))real(name))(handle);
    if (counted && !done && !fstat(handle, &found))
        note(S_ISDIR(found.st_mode) ? 'd' : 's', found.st_ino, 0, NULL, 0, path, "");
    return done;
}
int fsync(int handle) { return synced(handle, "fsync"); }
int fdatasync(int handle) { return synced(handle, "fdatasync"); }

/* --- names --- */

static int unlinked(int at, const char *name, int flags, int done) {
    char path[PATH_MAX];
    if (!done && !(flags & AT_REMOVEDIR) && placed(at, name, path)) note('u', 0, 0, NULL, 0, path, "");
    return done;
}
int unlink(const char *name) {
    char path[PATH_MAX];
    if (placed(AT_FDCWD, name, path) && fails('n')) return -1;
    return unlinked(AT_FDCWD, name, 0, REAL(unlink)(name));
}
int unlinkat(int at, const char *name, int flags) {
    char path[PATH_MAX];
    if (placed(at, name, path) && fails('n')) return -1;
    return unlinked(at, name, flags, REAL(unlinkat)(at, name, flags));
}

static int renamed(int done, const char *from, const char *to) {
    char one[PATH_MAX], other[PATH_MAX];
    if (!done && placed(AT_FDCWD, from, one) && placed(AT_FDCWD, to, other)) note('r', 0, 0, NULL, 0, one, other);
    return done;
}
int rename(const char *from, const char *to) {
    char path[PATH_MAX];
    if (placed(AT_FDCWD, to, path) && fails('n')) return -1;
    return renamed(REAL(rename)(from, to), from, to);
}
