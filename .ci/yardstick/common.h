// Definitions of the reference workload iwp-ref, which dense.c describes.
#pragma once
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <math.h>
#include <time.h>
#include <pthread.h>
#include <sys/resource.h>
#define WEEKS 104
#define ND 40
#define CPC 100      // claimants per coach
#define SLOTS 60
#define SEED 0x5eedULL
#define PHI 0x9E3779B97F4A7C15ULL
#define M1 0xBF58476D1CE4E5B9ULL
#define M2 0x94D049BB133111EBULL
static inline uint64_t mix(uint64_t z){ z=(z^(z>>30))*M1; z=(z^(z>>27))*M2; return z^(z>>31);}
// draw number k (0..1023) of stream s
static inline uint64_t draw(uint64_t s,uint32_t k){ return mix(SEED+(s*1024u+k)*PHI);}
static inline double u01(uint32_t x){ return ((double)x+0.5)*(1.0/4294967296.0);}
static inline double norm2(uint64_t r){ return sqrt(-2.0*log(u01((uint32_t)r)))*cos(6.283185307179586*u01((uint32_t)(r>>32)));}
#define T_SHOCK 42949673u      // 0.01 * 2^32
#define T_SEEK  85899346u      // 0.02 * 2^32
#define P_BAR 104              // of 1024 (=26/256, exact on 8 bits)
static inline uint32_t barsum(uint64_t b){ return (uint32_t)((b*0x0101010101010101ULL)>>56);}
static inline uint32_t progthr(float mot,uint64_t bar){ double x=-5.0+1.5*(double)mot-0.12*(double)barsum(bar); return (uint32_t)(4294967296.0/(1.0+exp(-x)));}
static inline double now(){struct timespec t;clock_gettime(CLOCK_MONOTONIC,&t);return t.tv_sec+1e-9*t.tv_nsec;}
static inline double cpunow(){struct timespec t;clock_gettime(CLOCK_PROCESS_CPUTIME_ID,&t);return t.tv_sec+1e-9*t.tv_nsec;}
static double CPU1; static int ARMX=-1; static void __attribute__((constructor)) armx(void){char*e=getenv("ARMX"); if(e)ARMX=atoi(e);}
typedef struct { uint64_t shocks,prog,appts,match,seek; double uc[3],earn[3],fin[3]; uint64_t n[3]; } Res;
static void resadd(Res*a,const Res*b){a->shocks+=b->shocks;a->prog+=b->prog;a->appts+=b->appts;a->match+=b->match;a->seek+=b->seek;for(int k=0;k<3;k++){a->uc[k]+=b->uc[k];a->earn[k]+=b->earn[k];a->fin[k]+=b->fin[k];a->n[k]+=b->n[k];}}
static void report(const char*name,long N,int th,double tinit,double trun,const Res*r){
  struct rusage ru; getrusage(RUSAGE_SELF,&ru);
  double cpu=cpunow()-CPU1;
  printf("%s N=%ld th=%d init=%.3fs run=%.3fs wall_ns/cw=%.3f cpuRun=%.3fs cpu_ns/cw=%.3f cpu_Mcw/s=%.1f rssMB=%.1f B/claimant=%.0f | sh=%lu pr=%lu ap=%lu ma=%lu se=%lu",name,N,th,tinit,trun,trun*1e9/((double)N*WEEKS),cpu,cpu*1e9/((double)N*WEEKS),(double)N*WEEKS/cpu/1e6,ru.ru_maxrss/1024.0,ru.ru_maxrss*1024.0/N,r->shocks,r->prog,r->appts,r->match,r->seek);
  for(int k=0;k<3;k++)printf(" arm%d fin=%.3f earn=%.2f uc=%.2f",k,r->fin[k]/r->n[k],r->earn[k]/r->n[k],r->uc[k]/r->n[k]);
  printf("\n");
}
typedef struct { uint32_t *v; uint32_t n; } Pool;
// Poisson(1) by inversion on a 32-bit uniform
static const uint32_t POIS[8]={1580030168u,3160060337u,3950075421u,4213413783u,4279248373u,4292415291u,4294609777u,4294923275u};
static inline int pois1(uint32_t u){int k=0;while(k<8&&u>=POIS[k])k++;return k;}
