// The yardstick: the reference workload iwp-ref in plain C, one claimant after another, as a programmer would write it first.
// The engine is measured against it on the same machine at the same time, for absolute times move by half with the host's state:
//
//	gcc -O3 -march=native -o /tmp/dense .ci/yardstick/dense.c -lm -lpthread
//	go test -c -o /tmp/sim.test ./sim
//	for k in 1 2 3 4 5 6 7; do
//		/tmp/dense 1000000 1 | grep -o 'cpu_ns/cw=[0-9.]*'
//		/tmp/sim.test -test.run - -test.bench Reference -test.benchtime 40x | grep -o '[0-9.]* cpu-ns/claimant-week'
//	done
//
// Arguments: claimants (1,000,000 is 40 districts of 25,000) and threads. Compare medians or minima; the engine's aim is 0.65 to 0.75.
//
// The workload: N claimants in 40 districts, coaches of 100 claimants, N/50 employers, 104 weeks. All numbers are for load only. A
// claimant has an arm (of 3), a job (at first), base weekly earnings exp(5.3+0.4z), hours 16 to 36, six barriers of severity 0 to 3
// (half are 0), motivation 0 to 1, a maximum award of 600 to 1200, an allowance of 0, 411 or 684. An employer has a premium 0.1z.
// A week of a district:
//  1. The oldest quarter of the vacancies lapses; each employer posts Poisson(1).
//  2. In work: loses the job with probability 0.01; else looks for another with 0.02; else or also rises with
//     1/(1+exp(5 - 1.5 motivation + 0.12 severities)): earnings x 1.03, an hour more up to 40. Everybody out of work looks.
//  3. Meetings fall due every 2 weeks (arm 0), every 8 (arm 1), in weeks 0 and 8 (arm 2). A coach has a first-come queue and 60 units
//     a week; a meeting takes 3 (2 in arm 2). In it each barrier falls by one with probability 104/1024, motivation rises by 0.02.
//  4. Those who look, from a random place on, each meet a random open vacancy: an offer of base x exp(premium + 0.02 + 0.15z), taken
//     in work if above 1.05 base, out of work with probability 0.5 - 0.02 severities.
//  5. Every fourth week the award is max(0, maximum - 0.55 max(0, month's earnings - allowance)).
//
// -DWEEKOUTER: the week loop outside (the whole population streamed every week); else the district outside.
// -DRECOMP: the logistic recomputed every claimant-week; else a threshold refreshed at meetings.
#include "common.h"
#ifdef RECOMP
#define RC 1
#else
#define RC 0
#endif
static long N; static int TH;
static uint8_t *arm,*job,*due; static float *base,*hours,*mot,*mearn,*award,*allow; static double *uct,*ent; static uint64_t *bar; static uint32_t *thr;
static float *prem; static long E;
static uint8_t *cq; static uint8_t *chead,*clen;
static Pool pool[ND]; static uint32_t *seekers[ND];
static Res RS[ND];
static void init(){
  E=N/50;
  arm=malloc(N);job=malloc(N);due=malloc(N);base=malloc(4*N);hours=malloc(4*N);mot=malloc(4*N);mearn=calloc(N,4);award=malloc(4*N);allow=malloc(4*N);uct=calloc(N,8);ent=calloc(N,8);bar=malloc(8*N);thr=malloc(4*N);
  prem=malloc(4*E); cq=malloc(N); chead=calloc(N/CPC,1); clen=calloc(N/CPC,1);
  static const float AL[3]={0,411,684};
  for(long i=0;i<N;i++){
    uint64_t r=draw(i,832),q=draw(i,833);
    arm[i]=ARMX<0?(r&0xffff)%3:ARMX; job[i]=1; uint32_t ph=(r>>16)&7; due[i]=arm[i]==0?(ph&1):arm[i]==1?ph:0;
    allow[i]=AL[((r>>20)&0xffff)%3]; mot[i]=(float)u01((uint32_t)(r>>32));
    uint64_t b=0; for(int k=0;k<6;k++){ uint32_t f=(q>>(4*k))&7; if(f>=4) b|=(uint64_t)(f&3)<<(8*k);} bar[i]=b;
    hours[i]=16+20*(float)u01((uint32_t)(q>>32)); award[i]=600+600*(float)u01((uint32_t)draw(i,834));
    base[i]=(float)exp(5.3+0.4*norm2(draw(i,835))); thr[i]=progthr(mot[i],bar[i]);
  }
  for(long e=0;e<E;e++) prem[e]=(float)(0.1*norm2(draw(N+e,832)));
  for(int d=0;d<ND;d++){pool[d].v=malloc(4*(E/ND)*16+64);pool[d].n=0;seekers[d]=malloc(4*(N/ND));}
}
static void week(int d,int t){
  Res*R=&RS[d]; long nd=N/ND,lo=d*nd,hi=lo+nd; Pool*P=&pool[d]; uint32_t ed=E/ND;
  { uint32_t dr=P->n/4; memmove(P->v,P->v+dr,4*(P->n-dr)); P->n-=dr;
    for(uint32_t e=d*ed;e<(d+1)*ed;e++){int k=pois1((uint32_t)draw(N+e,t*8+4));while(k--)P->v[P->n++]=e;} }
  uint32_t ns=0,*S=seekers[d];
  for(long i=lo;i<hi;i++){
    uint64_t r=draw(i,t*8); uint32_t a=(uint32_t)r,h=r>>32;
    if(!job[i]){S[ns++]=i;continue;}
    if(a<T_SHOCK){job[i]=0;R->shocks++;continue;}
    if(a<T_SHOCK+T_SEEK)S[ns++]=i;
    uint32_t th=RC?progthr(mot[i],bar[i]):thr[i];
    if(h<th){base[i]*=1.03f; float x=hours[i]+1; hours[i]=x>40?40:x; R->prog++;}
  }
  for(long c=lo/CPC;c<hi/CPC;c++){
    uint8_t*q=cq+c*CPC; int hd=chead[c],ln=clen[c]; long b=c*CPC;
    for(int k=0;k<CPC;k++) if(due[b+k]==t){int p=hd+ln;if(p>=CPC)p-=CPC;q[p]=k;ln++;}
    int sl=SLOTS;
    while(ln){ long i=b+q[hd]; int cost=arm[i]==2?2:3; if(cost>sl)break; sl-=cost; if(++hd==CPC)hd=0; ln--;
      uint64_t r=draw(i,t*8+1),m=0,B=bar[i]; for(int k=0;k<6;k++){ if((B>>(8*k)&0xff)&&((r>>(10*k))&1023)<P_BAR) m|=1ULL<<(8*k);} bar[i]=B-m;
      float x=mot[i]+0.02f; mot[i]=x>1?1:x; if(!RC)thr[i]=progthr(mot[i],bar[i]);
      due[i]=arm[i]==0?t+2:arm[i]==1?t+8:(t<8?8:255); R->appts++;
    }
    chead[c]=hd;clen[c]=ln;
  }
  R->seek+=ns; uint32_t st=ns?(uint32_t)(((draw(N+E+d,t*8+5)>>32)*ns)>>32):0;
  for(uint32_t j=0;j<ns&&P->n;j++){
    uint32_t jj=st+j; if(jj>=ns)jj-=ns; long i=S[jj]; uint64_t r=draw(i,t*8+2); uint32_t p=((r&0xffffffffu)*P->n)>>32; uint32_t e=P->v[p];
    double of=base[i]*exp(prem[e]+0.02+0.15*norm2(draw(i,t*8+3)));
    int ok=job[i]?of>1.05*base[i]:u01(r>>32)<0.5-0.02*barsum(bar[i]);
    if(ok){base[i]=(float)of;job[i]=1;P->v[p]=P->v[--P->n];R->match++;}
  }
  for(long i=lo;i<hi;i++) mearn[i]+=job[i]?base[i]:0;
  if(t%4==3) for(long i=lo;i<hi;i++){ float m=mearn[i]; float x=m-allow[i]; x=x>0?x:0; float u=award[i]-0.55f*x; u=u>0?u:0; uct[i]+=u; ent[i]+=m; mearn[i]=0; }
}
static void fin(int d){ Res*R=&RS[d]; long nd=N/ND; for(long i=d*nd;i<(d+1)*nd;i++){int k=arm[i];R->n[k]++;R->fin[k]+=job[i]?base[i]:0;R->uc[k]+=uct[i];R->earn[k]+=ent[i];} }
static void*worker(void*p){ long w=(long)p;
#ifdef WEEKOUTER
  for(int t=0;t<WEEKS;t++) for(int d=w;d<ND;d+=TH) week(d,t);
  for(int d=w;d<ND;d+=TH) fin(d);
#else
  for(int d=w;d<ND;d+=TH){ for(int t=0;t<WEEKS;t++) week(d,t); fin(d);}
#endif
  return 0;}
int main(int c,char**v){ N=c>1?atol(v[1]):100000; TH=c>2?atoi(v[2]):1; double t0=now(); init(); double t1=now();CPU1=cpunow();
  pthread_t th[64]; for(long w=1;w<TH;w++)pthread_create(&th[w],0,worker,(void*)w); worker(0); for(int w=1;w<TH;w++)pthread_join(th[w],0);
  double t2=now(); Res r={0}; for(int d=0;d<ND;d++)resadd(&r,&RS[d]);
  report(v[0],N,TH,t1-t0,t2-t1,&r); }
