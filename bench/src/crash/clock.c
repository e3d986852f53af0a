/* Lets one process see another time of day: put before the C library (LD_PRELOAD), it adds the seconds that stand in the
   file SAMENSPEL_BENCH_CLOCK to CLOCK_REALTIME. Other clocks, and other processes, go on as they are. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

int clock_gettime(clockid_t which, struct timespec *at) {
  static int (*real)(clockid_t, struct timespec *);
  if (!real) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
  int answer = real(which, at);
  const char *path = getenv("SAMENSPEL_BENCH_CLOCK");
  if (answer == 0 && which == CLOCK_REALTIME && path) {
    char text[32] = {0};
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file >= 0) {
      if (read(file, text, sizeof text - 1) > 0) at->tv_sec += strtol(text, NULL, 10);
      close(file);
    }
  }
  return answer;
}
